"""Accounts and what they were given: roles, departments, and whether they sign in."""
