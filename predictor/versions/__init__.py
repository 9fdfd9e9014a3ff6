"""Model versions: their cards, their history, and who lets which one answer."""
