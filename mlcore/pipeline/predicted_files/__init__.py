"""A file of students in, the same file with predictions out: read, checked, answered and written in chunks."""
