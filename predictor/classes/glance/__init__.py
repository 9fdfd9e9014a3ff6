"""What is predicted for each class, at a glance."""
