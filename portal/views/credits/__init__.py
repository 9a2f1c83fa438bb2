"""The rooms of the second classroom."""
