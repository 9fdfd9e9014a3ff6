"""The log as those see it who may share a student's class."""
