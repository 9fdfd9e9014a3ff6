"""Lists of files about schools, to be saved."""
