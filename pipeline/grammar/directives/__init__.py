"""Grammar of directives: who is told to act, and what the actions are."""
