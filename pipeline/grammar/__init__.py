"""Grammar that more than one component needs: shapes of lists, names and places."""
