"""The few places where the apps meet. They register here; nothing in here imports one of them (design.md §9)."""
