"""Records to look at: one page of a report, and a local site over a database of them."""
