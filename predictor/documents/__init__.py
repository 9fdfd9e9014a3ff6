"""Documents that a school must be able to show, written anew each time from what is in force when they are read."""
