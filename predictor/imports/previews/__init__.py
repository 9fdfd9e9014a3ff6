"""What a file would store, as its page shows it: made at once of a small file, by a worker of a large one."""
