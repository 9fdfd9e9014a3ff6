"""What single cells and rows of a file say: numbers as people write them, rows that are no pupil, what is counted."""
