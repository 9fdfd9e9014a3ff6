"""Candidates, folds, and fitting one of the former on the latter."""
