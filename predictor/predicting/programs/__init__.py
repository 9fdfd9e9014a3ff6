"""What programs ask for beside what the pages do: a version by its number, another range."""
