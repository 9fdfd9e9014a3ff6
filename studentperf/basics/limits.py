"""How much anybody may send; the server and the settings must agree on it."""

# The longest form holds some thousand characters, the API takes 64 KiB.
LARGEST_BODY = 2_621_440
LARGEST_HEAD = 65_536
