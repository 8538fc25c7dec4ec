"""Grammar of lists: what joins the items, what an item looks like, how a list is cut, which plan it belongs to."""
