"""Rows of somebody who is forgotten."""
