"""Policies of a question: what leaving fields out costs, and which one is picked; page, job, list and API."""
