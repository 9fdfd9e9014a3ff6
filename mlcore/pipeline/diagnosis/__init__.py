"""What a run says about its winner."""
