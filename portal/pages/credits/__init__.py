"""What the pages of the second classroom show."""
