"""Which rows that models learn from are of which students."""
