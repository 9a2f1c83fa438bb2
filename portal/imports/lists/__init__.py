"""Files of the second classroom that are lists: a branch activity of many members, the contests of a year."""
