"""What became of predictions that were served, as facts."""
