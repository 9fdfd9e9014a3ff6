"""Support that students get: what, by whom, from when, how often and why."""
