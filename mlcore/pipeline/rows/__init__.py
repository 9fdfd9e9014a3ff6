"""Rows as they are kept and looked at: stored bytes, columns as arrays, and groups too small to show."""
