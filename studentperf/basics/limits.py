"""How much anybody may send; the server and the settings must agree on it."""

import re

# A form with as many inputs as a file may have columns holds some hundred thousand characters.
LARGEST_BODY = 2_621_440
# The same for the API: 1,000 answers with the longest names and values, each letter escaped, take 700,000 bytes.
LARGEST_JSON = 1_048_576
LARGEST_HEAD = 65_536
# A file that somebody brings, at most; UPLOAD_MEGABYTES says how much of it a school allows. It is kept on the disk
# while it comes, and so is it where it is read.
LARGEST_UPLOAD = 100_000_000
# What stands around a file in the body of a form.
AROUND_A_FILE = 100_000
# Only pages that do nothing but take files; a test looks that there are such.
TAKES_FILES = re.compile(r"/(describe|rosters|predictions/files|classes/\d+/imports)/", re.ASCII)


def takes_files(method: str, path: str) -> bool:
    return method == "POST" and bool(TAKES_FILES.fullmatch(path))


def largest_body(method: str, path: str) -> int:
    return LARGEST_UPLOAD + AROUND_A_FILE if takes_files(method, path) else LARGEST_BODY
