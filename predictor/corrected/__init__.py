"""Which predictions were made with an entry that was corrected afterwards."""
