"""What a page says."""

import html
import re


def words(response):
    """The text of a page's main part, without markup."""
    main = re.search(r"<main.*?</main>", response.text, re.S)[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))
