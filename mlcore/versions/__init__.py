"""Which model answers: the live version, how it got there, and how a new one is made."""
