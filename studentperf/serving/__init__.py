"""How gunicorn receives and answers: patiently, so that no client's slowness takes a thread."""
