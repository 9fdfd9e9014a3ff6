"""What headers and choices say: lists of words in several languages, and how they are looked up."""
