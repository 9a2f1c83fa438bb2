"""From the engine to the view models: what each room shows to the person who asks."""
