"""What a rehearsal found, in sentences and tables."""
