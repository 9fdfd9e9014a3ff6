"""From rows to a bundle that can serve: candidates measured, one selected, the bundle made."""
