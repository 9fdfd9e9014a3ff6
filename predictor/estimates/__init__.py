"""What a teacher expects before the model answers, and how they, the model and the average of both did."""
