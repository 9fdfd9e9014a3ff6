"""Model files that nobody needs any more: which ones, why the others stay, and taking them away."""
