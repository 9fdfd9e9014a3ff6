"""Whether a model that serves keeps what it says."""
