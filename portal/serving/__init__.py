"""Starting the demo: what must be ready, and the two processes."""
