"""What is predicted, written into a gradebook that another program gave out; nothing of it is stored."""
