"""What is found in a report, by name: for those who name it without finding it, as the help of a command does."""

# in the order in which they run: a later one reads what an earlier one wrote
COMPONENTS = ("sentences", "dates", "organizations", "people", "plans", "enumerations", "meeting", "directives")
# of the values of a record, in the order of its fields
TYPES = (
    "report", "meeting", "people", "posts", "organizations", "plans", "enumerations", "dates", "directives", "warnings",
)  # fmt: skip
