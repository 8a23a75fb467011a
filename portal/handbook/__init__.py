"""Handbooks: chapters with versions, an owner and a revision date, read and signed for, and lent to others."""
