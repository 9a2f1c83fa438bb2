"""The calculation in plain Python: what confirmed items count for, and why."""
