"""Which address leads where."""
