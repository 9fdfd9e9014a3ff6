"""A mail of somebody's week, off until they switch it on: counts and links, never names of students."""
