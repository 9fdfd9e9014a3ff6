"""Entries for a whole class in one grid: a row per student, a column per field that the models ask."""
