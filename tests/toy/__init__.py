"""A throw-away procedure, built from the public API only: it proves that the engine knows no procedure."""
