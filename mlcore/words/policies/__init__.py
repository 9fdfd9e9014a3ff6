"""Policies in words: what was picked, and what leaving fields out costs."""
