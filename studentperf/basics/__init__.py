"""What everybody may import; it imports nothing of ours."""
