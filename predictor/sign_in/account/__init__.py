"""One's own account: where one is logged in, tokens for programs."""
