"""The grammar of lines and sentences."""
