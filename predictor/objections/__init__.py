"""A switch per student: not predicted, and not learned from."""
