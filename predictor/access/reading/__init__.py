"""Which fields whoever is answered may see and enter."""
