"""What this machine needs, one examination each, and the command that mends what is found."""
