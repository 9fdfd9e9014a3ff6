"""A few places in a group: who of a class to consider, and how many of them are expected below a mark."""
