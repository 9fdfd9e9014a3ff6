"""Which files are templates, what they take, and what is said of others."""

import pytest
from exports import EXPORTS

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.filling.template import MOST_BYTES, template


@pytest.mark.parametrize(
    ("slug", "keys", "scores"),
    [
        ("canvas", ["SIS User ID", "SIS Login ID", "ID"], [("Essay", 20), ("Quiz 1", 10)]),
        ("powerteacher", ["Student Num"], [("Score", 10)]),
        ("brightspace", ["OrgDefinedId", "Username"], [("Quiz 1", 10)]),
    ],
)
def test_a_gradebook_has_columns_of_numbers_and_of_scores_with_their_maximum(slug, keys, scores):
    opened = template(EXPORTS[slug].encode())
    assert [column.header for column in opened.keys] == keys
    assert [(column.title, column.maximum) for column in opened.scores] == scores


@pytest.mark.parametrize(("word", "takes"), [("POINTS", False), ("GRADESCALE", True)])
def test_a_template_says_whether_it_takes_points_or_grades(word, takes):
    assert template(EXPORTS["powerteacher"].replace("POINTS", word).encode()).takes_grades is takes
    assert template(EXPORTS["canvas"].encode()).takes_grades is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04rest", "The file is a workbook"),
        (b"\xd0\xcf\x11\xe0rest", "The file is a workbook"),
        (b"a,b\n1,2\n", "does not look like a gradebook"),
        (EXPORTS["nwea"].encode(), "does not look like a gradebook"),
        (EXPORTS["sims"].encode(), "no column for a score"),
        (b"", "The file is empty"),
        (b"x" * (MOST_BYTES + 1), "larger than 1 MB"),
        (EXPORTS["canvas"].replace("Essay (101),Quiz 1 (102)", "Essay,Quiz").encode(), "no column for a score"),
    ],
)
def test_another_file_is_refused_with_the_remedy(content, why):
    with pytest.raises(DataError, match=why):
        template(content)
