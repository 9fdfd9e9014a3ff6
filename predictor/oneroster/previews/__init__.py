"""What a zip would store, as its page shows it: made at once of a small one, by a worker of a large one."""
