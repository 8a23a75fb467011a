"""What this room knows about a person, for their own copy of their data."""
