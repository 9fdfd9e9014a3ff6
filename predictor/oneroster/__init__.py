"""Classes, teachers, students and results of a school from a OneRoster zip: looked at, stored, undone as a whole."""
