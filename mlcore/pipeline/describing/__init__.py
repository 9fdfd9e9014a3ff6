"""Describe a file that nobody prepared: what each column is, what it may hold, and why that is thought."""
