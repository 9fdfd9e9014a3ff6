"""Where something stands about a student: rows of datasets, files, what jobs and records said."""
