"""What is not an act: loading editions, rendering sentences, and other services beside the door."""
