"""Whether a model that serves keeps what it says, and what one would have said in a past year."""
