"""What people write and read: YAML that is read safely, and message ids turned into sentences."""
