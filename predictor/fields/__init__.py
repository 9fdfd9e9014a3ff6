"""Which role may see and enter which field: what holds, deciding it, and what held before."""
