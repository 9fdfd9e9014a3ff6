"""Rows of datasets that are left out of what is learned from."""
