"""Intervals, tests and scores."""
