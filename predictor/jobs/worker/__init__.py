"""The worker: takes jobs, has each done in a process of its own, and watches that process."""
