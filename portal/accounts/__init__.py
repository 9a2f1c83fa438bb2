"""Opening, resetting and closing accounts. There is no self-registration: the office hands out a printed slip."""
