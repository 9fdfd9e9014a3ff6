"""What to expect of a class: how many reach each grade, and the mean, with intervals that hold 8 times in 10."""
