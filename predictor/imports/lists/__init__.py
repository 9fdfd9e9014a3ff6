"""Lists of files taken in, to be saved."""
