"""Training as a job: what an admin asks for, and how far it is."""
