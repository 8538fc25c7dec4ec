"""Dates: pieces are found, given a meaning, doubted, joined, and settled by an anchor."""
