"""Playing case files: what people wrote who are no programmers, done through the door and compared."""
