"""The plain SQL of an act: what it reads under lock, and the one list of rows that it writes."""
