"""Who may do what, and logging in."""
