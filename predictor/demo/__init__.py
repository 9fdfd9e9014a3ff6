"""A made-up school for a first look: a year of it, so that no page is empty."""
