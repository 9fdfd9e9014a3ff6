"""Signing in: who is meant, by which door, with which second factor; being invited; one's own account."""
