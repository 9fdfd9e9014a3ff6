"""What leaving fields out costs: policies measured beside each other, in all and by group."""
