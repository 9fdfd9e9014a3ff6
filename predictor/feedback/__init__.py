"""What teachers say of predictions: useful, not useful, wrong data, something else; counted per model version."""
