"""A schema as a TOML file: its text, its tables and the types of its keys."""
