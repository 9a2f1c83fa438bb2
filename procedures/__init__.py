"""One package per procedure. None imports another."""
