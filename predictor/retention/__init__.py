"""What is kept for how long, what is due to go, and taking it away."""
