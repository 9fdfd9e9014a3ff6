"""Traps in the data, found before and after a model learned from them."""
