"""Plans: titles and descriptions of instruments are found, then what the meeting did with each."""
