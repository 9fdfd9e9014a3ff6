"""Who can see a student, and why."""
