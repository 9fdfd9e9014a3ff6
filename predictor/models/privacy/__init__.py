"""What is kept of who looked at whose data."""
