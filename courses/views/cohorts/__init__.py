"""The pages of runs of courses."""
