"""What is left to do after a student has gone: models are trained again, and files go."""
