"""What is said of a file that was read: what stands in it, and what of it was refused."""
