"""Reading for the rooms of the second classroom: own credits, reviews, sheets, classes."""
