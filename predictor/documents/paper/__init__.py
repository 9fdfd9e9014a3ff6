"""A document as PDF, laid out by Typst."""
