"""What a dataset shows before any model: summaries, comparisons and findings."""
