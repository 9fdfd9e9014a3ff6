"""Files that are taken in for a class: looked at first, stored as a whole, undone as a whole."""
