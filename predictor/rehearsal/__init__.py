"""A past year of a dataset as if it were live: asked for, followed and read, as page, list and API."""
