"""Every question of a student beside each other: the newest range and chances, the target, the result."""
