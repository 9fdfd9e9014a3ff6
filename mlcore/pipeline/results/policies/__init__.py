"""Policies of a question, measured."""
