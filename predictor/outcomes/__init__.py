"""What students really reached."""
