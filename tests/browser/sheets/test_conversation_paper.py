"""A sheet that is printed by a browser is one page of A4 and of Letter."""

import re
import zlib

import pytest
from django.urls import reverse
from full_sheet import full_class

pytestmark = pytest.mark.browser


def pages(pdf: bytes) -> int:
    """Counted where Chromium writes them in the open, else in its compressed objects."""
    streams = [_inflated(part) for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)]
    return len(re.findall(rb"/Type\s*/Page\b", b"".join([pdf, *streams])))


def _inflated(part: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(part)
    except zlib.error:
        return b""


@pytest.fixture
def classroom(people, math, tmp_path):
    return full_class(people, tmp_path)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_student_is_one_page(browse, people, classroom, paper):
    page = browse(people.owner)
    page.goto(reverse("student-sheet", args=[classroom.students.get().pk]))
    assert pages(page.pdf(format=paper)) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_class_is_a_page_per_student(browse, people, classroom, paper):
    page = browse(people.owner)
    page.goto(reverse("classroom-sheets", args=[classroom.pk]))
    assert pages(page.pdf(format=paper)) == 1
