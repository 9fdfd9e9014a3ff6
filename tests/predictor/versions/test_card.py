"""The model card: on a page and as one file."""

import html
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from full_disk import room_for
from model_runs import measured_version

from mlcore.models import Dataset


@pytest.fixture
def card(math, people, client):
    """Opens the card of a version as a teacher, as plain words."""

    def open_card(version):
        client.force_login(people.stranger)
        return plain(client.get(reverse("model-card", args=[version.pk])).text)

    return open_card


def plain(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_card_says_what_goes_in_what_comes_out_and_on_what_data(card, math):
    version = measured_version(math)
    text = card(version)
    schema = math.schema_version.schema
    for field in schema.inputs(math.question):
        assert field.label in text
    assert "a number from 0 to 100" in text
    assert version.run.dataset.sha256 in text
    assert text.count("not stated") == 2


def test_the_card_names_source_and_licence_of_its_own_rows_only(card, math):
    version = measured_version(math)
    Dataset.objects.filter(pk=version.run.dataset_id).update(source="The school's own list", licence="Not to be shared")
    text = card(version)
    assert "The school's own list" in html.unescape(text)
    assert "Not to be shared" in text


def test_the_card_names_every_group_that_predictions_lean_for(card, math):
    text = card(measured_version(math))
    lunch = math.schema_version.schema.field("lunch")
    named = "gender “female” (2.0 points too high, between 1.5 and 2.5; its 80 % range held for 70 %)"
    assert f"Its predictions lean to one side for {named}" in text
    assert f"{lunch.label.lower()} “{lunch.choices[0]}” (2.0 points too high" in text


def test_no_interval_that_leaves_zero_out_reads_as_if_it_reached_it(card, math):
    version = measured_version(math)
    group = version.run.details["diagnosis"]["groups"][0]["groups"][0]
    group |= {"bias": {"mean": -0.2, "low": -0.4, "high": -0.01}, "covered": None}
    version.run.save()
    assert "gender “female” (0.2 points too low, between less than 0.1 and 0.4)" in card(version)


def test_the_card_says_how_models_were_compared_and_with_which_libraries(card, math):
    version = measured_version(math)
    parts = {"folds": 5, "repeats": 3, "training_rows": 1800, "held_out_rows": 450, "seed": 42}
    version.run.details |= {"parts": parts, "made_with": {"numpy": "2.4.6", "sklearn": "1.9.1"}}
    version.run.save()
    text = card(version)
    assert "cross-validation with 5 folds, repeated 3 times, on 1,800 students; 450 more were set aside" in text
    assert "The seed was 42. Libraries: numpy 2.4.6, sklearn 1.9.1." in text


def test_the_card_says_once_how_it_was_chosen(card, math):
    version = measured_version(math)
    assert card(version).count("too close to separate") == 1


def test_the_card_says_how_many_rows_were_left_out(card, math):
    version = measured_version(math)
    Dataset.objects.filter(pk=version.run.dataset_id).update(left_out={"rows": 1, "reasons": []})
    assert "Left out at the import 1 row" in card(version)


def test_the_card_compares_with_the_baseline_and_says_whether_ranges_held(card, math):
    text = card(measured_version(math))
    assert "Saying the average score for everybody would be 12 points off." in text
    assert "held the real score for 81 % of 40 students it had not seen" in text
    assert "66 to 90 %" in text


def test_the_card_names_error_and_bias_of_groups_with_size_and_interval(card, math):
    text = card(measured_version(math))
    assert re.search(r"female Students 23 .*?\+2\.0 1\.5 to 2\.5 .*?4\.0 3\.5 to 4\.5 .*?70 % 62 to 77", text)
    assert "Not shown, as figures could be traced to fewer than 10 students: group E, group A" in text
    assert "held clearly less often for gender “female” (70 %)" in text
    assert "fewer than 10 students: race/ethnicity “group E” and “group A”" in text


def test_the_card_looks_at_sensitive_fields_that_the_model_never_sees(card, hsb_task):
    schema, question = hsb_task.schema_version.schema, hsb_task.question
    kept_out = [
        field for field in schema.fields if field.sensitive and field.slug not in question.inputs and field.choices
    ]
    text = card(measured_version(hsb_task))
    assert text.count("the model never sees this") == len(kept_out)


def test_the_card_of_made_up_data_is_a_demo_and_others_are_not(card, math, hsb_task):
    assert "This is a demo model" in card(measured_version(math))
    assert "This is a demo model" not in card(measured_version(hsb_task))


def test_the_limits_of_the_card_say_once_what_can_mislead_and_what_waits_for_somebody(card, math):
    version = measured_version(math)
    leak = {"kind": "equals", "field": math.question.inputs[0], "target": math.question.target, "share": 1.0}
    few = {"kind": "few rows", "count": 40, "of": 40}
    version.run.details |= {"cautions": [leak, few], "verdict": {"live": 1, "leaks": [leak]}}
    version.run.save()
    limits = card(version).split("Known limits")[1]
    assert limits.count("alone gives “Maths score” (R² 1.000)") == limits.count("Only 40 rows: ") == 1
    assert limits.count("Until somebody has looked at that, it does not serve.") == 1


def test_the_card_says_what_it_must_not_be_used_for(card, math):
    text = card(measured_version(math))
    assert "To grade, place, admit or exclude a student." in text
    assert "To treat students differently by gender" in text


def test_the_card_warns_where_model_and_data_differ_in_sign(card, math):
    assert "On the test preparation course, the model" in card(measured_version(math, opposite="test_preparation"))


def test_the_card_of_an_older_release_says_what_was_not_measured(card, math):
    assert "Not measured: this version is from an older release." in card(math.versions.get())


def test_the_card_needs_a_login(client, math):
    assert client.get(reverse("model-card", args=[math.versions.get().pk])).status_code == 302


def test_a_card_that_is_not_there_is_not_found(client, people):
    client.force_login(people.stranger)
    assert client.get(reverse("model-card", args=[99])).status_code == 404


def test_the_command_writes_one_file_that_needs_no_network(math, tmp_path):
    measured_version(math)
    call_command("model_card", "math:2", output=tmp_path / "card.html")
    page = (tmp_path / "card.html").read_text()
    assert "To grade, place, admit or exclude a student." in page
    assert "--page:" in page
    assert not re.search(r'(src|href)="|url\(|@import', page)


def test_the_command_takes_the_number_in_the_address(math, tmp_path):
    version = measured_version(math)
    call_command("model_card", str(version.pk), output=tmp_path / "card.html")
    assert f"version {version.number}" in (tmp_path / "card.html").read_text()


@pytest.mark.parametrize("name", ["math:99", "math", "nothing:1", "math:x", "99999999999999999999", "0"])
def test_the_command_says_what_there_is_instead(math, name, tmp_path):
    with pytest.raises(CommandError, match="math"):
        call_command("model_card", name, output=tmp_path / "card.html")


def test_the_command_says_where_it_cannot_write(math, tmp_path):
    with pytest.raises(CommandError, match="cannot write"):
        call_command("model_card", "math:1", output=tmp_path / "nowhere" / "card.html")


def test_a_full_disk_leaves_the_card_that_was_there(math, tmp_path):
    (tmp_path / "card.html").write_text("before")
    with room_for(1000), pytest.raises(CommandError, match="cannot write .*card.html: File too large"):
        call_command("model_card", "math:1", output=tmp_path / "card.html")
    assert [path.read_text() for path in tmp_path.glob("*.*")] == ["before"]


def test_the_card_says_how_often_the_narrower_range_held(card, math):
    text = card(measured_version(math))
    assert "Its ranges for 8 of 10 students held the real score" in text
    assert "Its ranges for 9 of 10 students" not in text
    assert "groups of fewer than 10 students are not shown" in text
