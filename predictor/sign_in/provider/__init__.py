"""The school's own account: what its provider says, and whose account here that is."""
