"""What teachers say of predictions: of one that was made, and before it is."""
