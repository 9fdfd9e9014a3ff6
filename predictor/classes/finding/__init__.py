"""Finding a student among all that somebody may see."""
