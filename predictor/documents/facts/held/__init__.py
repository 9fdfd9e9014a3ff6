"""Every table of the database, and what lies outside of it: what it holds, about whom, for how long, who sees it.

A test fails when a table of a new release stands in none of these lines.
"""
