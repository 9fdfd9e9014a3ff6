"""Who signs in, what they were given, and what an installation did once and for all."""
