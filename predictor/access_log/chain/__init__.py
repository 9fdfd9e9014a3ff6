"""Lines sealed one after the other: whoever changes, deletes or swaps one breaks the chain from there."""
