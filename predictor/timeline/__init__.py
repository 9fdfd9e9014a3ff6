"""What happened with a student, on one axis of time: entries, predictions, support, results."""
