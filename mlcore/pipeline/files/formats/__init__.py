"""How other systems write their exports: each is a row of a table, told by the words of its header."""
