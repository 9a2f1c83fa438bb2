"""What is printed of the procedure, and what it is made from."""
