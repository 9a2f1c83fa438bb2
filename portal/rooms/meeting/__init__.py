"""The room of a meeting: its roll, each person in turn, and the one act that comes next."""
