"""What a file means for the students of a class, as pure functions: nothing here reads or writes the database."""
