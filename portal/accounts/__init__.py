"""Opening, resetting and closing accounts. Nobody registers themselves; the office prints a slip."""
