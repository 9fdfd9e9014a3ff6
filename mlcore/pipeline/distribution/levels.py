"""The levels of the ranges that are served, in percent: no setting, for each one has its columns in the history."""

NARROW, WIDE = 80, 90
LEVELS = (NARROW, WIDE)
