"""Everything for paper."""
