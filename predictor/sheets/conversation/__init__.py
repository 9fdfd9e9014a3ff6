"""One page of paper per student, for a talk about a prediction."""
