"""Schemas and rows that are stored, and what exploring them found."""
