"""Management of the engine."""
