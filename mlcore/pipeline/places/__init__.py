"""Where the parts of a piece of work are done: in this process, in others of this machine, or on a cluster."""
