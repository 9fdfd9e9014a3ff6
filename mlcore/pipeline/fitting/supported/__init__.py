"""Rows of students who had support, learned from without mistaking it for anything else."""
