"""Everything that is kept about one student, in one file: for a family that asks, and for whoever must answer."""
