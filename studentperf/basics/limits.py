"""How much anybody may send; the server and the settings must agree on it."""

# A form with as many inputs as a file may have columns holds some hundred thousand characters.
LARGEST_BODY = 2_621_440
# The same for the API: 1,000 answers with the longest names and values, each letter escaped, take 700,000 bytes.
LARGEST_JSON = 1_048_576
LARGEST_HEAD = 65_536
