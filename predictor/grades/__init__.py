"""Grades beside points: which boundaries are in force, what a prediction is in grades, and how likely each grade is."""
