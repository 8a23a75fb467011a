"""Words and shapes for the screens."""
