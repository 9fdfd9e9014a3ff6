"""Where things stand in a file: the lines above its header, what each column is, which rows are no pupil."""
