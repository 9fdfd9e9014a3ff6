"""Tables of millions of rows: counting them as far as somebody is told, and their indexes."""
