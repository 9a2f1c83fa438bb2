"""Papers from the record: which can be printed, what each says, and whether a printed one still holds."""
