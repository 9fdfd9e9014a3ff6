"""How few students are too few to say anything about."""

# A figure about fewer students could be traced to one of them, and would say little about the rest.
SMALLEST_GROUP = 10
