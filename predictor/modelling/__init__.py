"""What the pages about models show, computed from stored runs."""
