"""Who saw, changed or took along what about which students: one line per request, sealed into a chain."""
