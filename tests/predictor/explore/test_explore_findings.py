"""What the exploration says about made-up and about real data."""

import re

import pytest
from causal_words import causal_words
from explored_datasets import hsb2_dataset, own_words
from explored_pages import address, words


@pytest.fixture
def real(db):
    return hsb2_dataset()


def test_the_page_tells_the_four_classic_findings(exams, admin):
    text = words(admin.get(address(exams)))
    assert "By parental education, the average maths score gets higher" in text
    assert re.search(
        r"\d points higher where the test preparation course is “completed” .*?likely between \d+ and \d+", text
    )
    assert "go closely together: the correlation of any two is between 0.80 and 0.95" in text
    assert re.search(r"where gender is “female”, the average is higher in reading .* “male”, in maths ", text)


@pytest.mark.parametrize("target", ["math_score", "reading_score", "writing_score"])
def test_no_sentence_of_the_page_speaks_of_causes(exams, admin, target):
    for field in exams.schema_version.schema.fields:
        response = admin.get(address(exams), {"target": target, "field": field.slug})
        assert causal_words(own_words(words(response), exams)) == []


def facts(client, dataset, **query):
    return dict(client.get(address(dataset), query).context["page"].picture.facts)


def test_an_ordered_field_says_which_gap_is_from_first_to_last_and_which_the_widest(exams, admin):
    found = facts(admin, exams, field="parental_education")
    steps = found["First to last step"]
    assert re.match(r"6 points: “some high school” and “master's degree”, likely between \d", steps)
    assert re.match(r"7 points: “bachelor's degree” \(\d+ students\) and “high school” \(", found["Furthest apart"])
    assert found["95 % interval"].endswith(", allowing for the choice of two out of 6 groups")


def test_two_groups_have_a_plain_interval(exams, admin):
    assert re.fullmatch(r"\d\.\d to \d\.\d", facts(admin, exams, field="gender")["95 % interval"])


def test_a_gap_that_chance_could_give_is_marked_among_the_figures(real, admin):
    lines = {line.field.slug: line for line in admin.get(address(real)).context["page"].lines}
    assert lines["gender"].size.endswith(", not told from chance")
    assert "chance" not in lines["programme"].size
    assert lines["programme"].size.startswith("furthest apart: ")


def test_real_data_tell_other_findings_and_no_causes(exams, real, admin):
    one, other = (words(admin.get(address(dataset))) for dataset in (exams, real))
    assert "Groups differ by subject" in one
    assert "Groups differ by subject" not in other
    assert "highest where programme is “academic”" in other
    assert "For gender and school type, a connection with the mathematics test could not be told from chance" in other
    assert causal_words(own_words(other, real)) == []


def test_other_data_tell_something_else(exams, small, admin):
    one, other = (admin.get(address(dataset)).context["page"].findings.lead for dataset in (exams, small))
    assert one != other
