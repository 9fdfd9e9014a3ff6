"""Made-up schools, in which the truth is known that a real one never tells."""
