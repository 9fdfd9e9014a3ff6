"""Which of millions of predictions stand on a page, found by indexes that carry its order."""
