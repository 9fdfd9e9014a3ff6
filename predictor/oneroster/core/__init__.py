"""What a OneRoster zip means for the classes that are here, as plain facts."""
