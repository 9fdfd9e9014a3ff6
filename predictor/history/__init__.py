"""Everything that was predicted: filtered, sorted, read page by page, written out."""
