"""Organizations: where a name begins and ends, what is a name, and which names are one body."""
