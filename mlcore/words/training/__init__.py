"""A training, in words."""
