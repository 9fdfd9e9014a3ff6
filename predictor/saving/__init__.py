"""A list as a file: CSV that is sent while it is written, or a workbook."""
