"""Models that learned from somebody who is forgotten."""
