"""Requests to correct an entry of a student, with a day by which they are due."""
