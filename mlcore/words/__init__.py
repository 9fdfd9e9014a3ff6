"""Facts to sentences, said when they are read: the only place that words what the machine found."""
