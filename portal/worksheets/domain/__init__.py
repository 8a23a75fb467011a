"""What a form is, what may be answered, what the answers add up to. Pure Python."""
