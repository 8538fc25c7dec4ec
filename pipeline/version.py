"""The version of the distribution, stated once."""

VERSION = "0.1.0"
