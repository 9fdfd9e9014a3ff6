"""What changed between two predictions or results of a student, and whether a re-sit would also bring that."""
