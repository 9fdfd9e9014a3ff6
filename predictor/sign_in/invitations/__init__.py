"""Being invited: for one address, for a while, once."""
