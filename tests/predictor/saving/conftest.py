"""A school in which every page has something to list."""

from full_school import school  # noqa: F401 - a fixture
