"""Many rows in one call: each is answered in its place."""
