"""One command per file; docs/commands.md says what each does."""
