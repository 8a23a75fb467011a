"""Runs of courses in words."""
