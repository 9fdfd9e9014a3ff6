"""What the rows of a file look like as a whole, beside what is known of the same students."""
