"""What is done with runs of courses."""
