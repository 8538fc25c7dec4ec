"""The grammar of people: titles, the names they go with, who is who, and who did what."""
