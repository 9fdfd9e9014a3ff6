"""What is known of many students now, and which predictions are older than it."""
