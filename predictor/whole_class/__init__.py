"""Predicting a class: who can be, who only widely and who not; the run; the table of what came of it."""
