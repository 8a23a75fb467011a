"""The project package and the ground that everybody stands on (docs/architecture.md)."""
