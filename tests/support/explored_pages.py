"""What the tests of the exploration share: addresses, and a page's own text."""

import html
import re

from django.urls import reverse


def address(dataset):
    return reverse("explore-dataset", args=[dataset.pk])


def words(response):
    """The page's own text, without the words of the menu and of the choices."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    shown = re.sub(r"<select.*?</select>|<[^>]*>", " ", main, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(shown))
