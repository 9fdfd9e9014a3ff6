"""What is said of a description that was proposed: why each column is what it is, and what a newer version changes."""
