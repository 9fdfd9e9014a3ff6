"""Files with one row per student and test, made into one row per student."""
