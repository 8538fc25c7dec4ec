"""The meeting: which mention of a meeting is the one that the report is about."""
