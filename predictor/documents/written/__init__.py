"""What each document says, section by section, in the order of the law that asks for it."""
