"""Recognition of second-classroom credits (第二课堂学分认定)."""
