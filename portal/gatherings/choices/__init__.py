"""What stands in choices of this room, in words."""
