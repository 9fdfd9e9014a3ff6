"""A full school for the lists of Django's admin."""

from full_school import school

__all__ = ["school"]
