"""A past year replayed as if it were live: at each point of it, with what was known by then."""
