"""What templates show, made of what is stored."""
