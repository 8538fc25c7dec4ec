"""The steps from an empty database to this program's version, in order."""
