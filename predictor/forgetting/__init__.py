"""A student is forgotten: in every table, in every file, and in what models learned; and again after a restore."""
