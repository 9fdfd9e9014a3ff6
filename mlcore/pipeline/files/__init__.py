"""Files as they come: read, checked against a schema, and the bad rows written back."""
