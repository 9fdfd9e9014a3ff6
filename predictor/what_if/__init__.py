"""What the model version of a prediction would have answered to other entries; nothing of it is stored."""
