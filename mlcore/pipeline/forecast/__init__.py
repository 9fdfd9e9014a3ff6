"""What to expect of a class: sums over students who move together."""
