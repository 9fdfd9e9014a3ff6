"""A Postgres that lives in a folder, for machines where DATABASE_URL is not set."""
