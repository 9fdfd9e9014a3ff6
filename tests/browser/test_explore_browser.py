"""The exploration in a real browser: choices without a page load, without scripts, on paper, and for everybody."""

import re

import pytest
from accessibility import WINDOWS, findings, is_too_wide
from django.core.management import call_command
from django.urls import reverse
from factories import frame_for
from kept_rehearsals import kept_rehearsal
from model_runs import measured_version

from mlcore.datasets import schemas, storing
from mlcore.datasets.schemas import SAMPLES
from mlcore.models import Dataset, Task

pytestmark = pytest.mark.browser

SAMPLE = SAMPLES / "exams.csv"


@pytest.fixture
def exams(people):
    call_command("import_dataset", str(SAMPLE), "--schema", "exams", verbosity=0)
    return Dataset.objects.get()


@pytest.fixture
def small(exams):
    version = schemas.schema_version("hsb2")
    return storing.store_dataset(schema_version=version, frame=frame_for(version.schema, 30), name="small")[0]


def address(dataset, query=""):
    return reverse("explore-dataset", args=[dataset.pk]) + query


def picture(page):
    return page.locator("#picture h2").inner_text()


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_every_page_of_the_exploration_is_accessible_and_fits(browse, people, exams, small, scheme, width):
    page = browse(people.admin, scheme=scheme, width=width)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    queries = ("", "?field=lunch", "?target=reading_score&field=math_score&subgroup=gender:male")
    hidden = address(small, "?subgroup=race:asian")
    for place in (reverse("explore"), *(address(exams, query) for query in queries), address(small), hidden):
        page.goto(place)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert findings(page) == [], place
        assert not is_too_wide(page), place
    assert complaints == []


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_the_rehearsal_of_a_year_is_accessible_and_fits(browse, people, exams, small, scheme, width):
    page = browse(people.admin, scheme=scheme, width=width)
    for slug in ("math", "reading"):
        kept_rehearsal(Task.objects.get(slug=slug), exams)
    for dataset in (exams, small):
        page.goto(reverse("explore-rehearsal", args=[dataset.pk]))
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert findings(page) == []
        assert not is_too_wide(page)


def test_a_choice_changes_the_charts_without_a_page_load(browse, people, exams):
    page = browse(people.admin)
    page.goto(address(exams))
    page.evaluate("window.sameDocument = true")
    page.get_by_label("Beside it").select_option("lunch")
    page.get_by_role("heading", name="Maths score by lunch").wait_for()
    page.get_by_label("Score", exact=True).select_option("writing_score")
    page.get_by_role("heading", name="Writing score by lunch").wait_for()
    page.get_by_label("Students", exact=True).select_option("gender:female")
    page.get_by_role("heading", name="about 518 students").wait_for()
    assert page.evaluate("window.sameDocument")
    assert re.search(r"target=writing_score&field=lunch&subgroup=gender(:|%3A)female$", page.url)


@pytest.mark.parametrize("name", ["^Lunch.*in a picture", "^Test preparation course$"])
def test_a_link_to_a_picture_changes_the_charts_without_a_page_load(browse, people, exams, name):
    page = browse(people.admin)
    page.goto(address(exams, "?target=writing_score"))
    page.evaluate("window.sameDocument = true")
    link = page.get_by_role("link", name=re.compile(name))
    field = re.search("field=([a-z_]+)", link.get_attribute("href"))[1]
    link.click()
    page.wait_for_url(f"**field={field}#picture")
    page.wait_for_function("document.activeElement.id == 'picture-title'")
    assert page.evaluate("window.sameDocument")
    assert page.locator("#shown").inner_text().startswith(f"Shown: {picture(page)}")


def test_the_focus_stays_on_the_choice_and_the_change_is_announced(browse, people, exams):
    page = browse(people.admin)
    page.goto(address(exams))
    page.get_by_label("Beside it").focus()
    page.get_by_label("Beside it").select_option("lunch")
    page.get_by_role("heading", name="Maths score by lunch").wait_for()
    assert page.evaluate("document.activeElement.id") == "field"
    assert page.locator("#shown").inner_text().startswith("Shown: Maths score by lunch, 1,000 students")


def test_the_way_back_leads_to_the_choice_before(browse, people, exams):
    page = browse(people.admin)
    page.goto(address(exams, "?field=gender"))
    page.get_by_label("Beside it").select_option("lunch")
    page.get_by_role("heading", name="Maths score by lunch").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Maths score by gender").wait_for()
    assert page.get_by_role("link", name="Students", exact=True).is_visible()
    assert page.get_by_label("Beside it").input_value() == "gender"


def test_the_same_address_shows_the_same_without_scripts(browse, people, exams):
    page = browse(people.admin, scripts=False)
    page.goto(address(exams))
    page.get_by_label("Score", exact=True).select_option("writing_score")
    page.get_by_label("Beside it").select_option("lunch")
    page.get_by_label("Students", exact=True).select_option("gender:female")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="about 518 students").wait_for()
    assert picture(page) == "Writing score by lunch"


def test_a_finding_leads_to_its_picture_without_scripts(browse, people, exams):
    page = browse(people.admin, scripts=False)
    page.goto(address(exams))
    page.get_by_role("link", name=re.compile("^Lunch.*in a picture")).click()
    page.get_by_role("heading", name="Maths score by lunch").wait_for()


def test_the_names_in_the_picture_of_all_pairs_end_inside_it(browse, people, exams):
    page = browse(people.admin, width=390)
    page.goto(address(exams))
    heat = page.locator("svg[aria-labelledby^=all-matrix]")
    right = heat.bounding_box()["x"] + heat.bounding_box()["width"]
    for name in heat.locator("text.name").all():
        assert name.bounding_box()["x"] + name.bounding_box()["width"] <= right + 1


@pytest.mark.parametrize(("media", "width"), [("screen", 390), ("screen", 1440), ("print", 640)])
def test_the_report_fits_with_every_table_open(browse, exams, tmp_path, media, width):
    measured_version(Task.objects.get(slug="math"))
    call_command("report", exams.name, "-o", str(tmp_path / "report.html"), verbosity=0)
    page = browse(width=width)
    page.goto((tmp_path / "report.html").as_uri())
    page.emulate_media(media=media)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert page.get_by_text("Linear regression", exact=False).count()
    assert not is_too_wide(page)


def test_on_paper_the_findings_stay_and_the_choices_go(browse, people, exams):
    page = browse(people.admin)
    page.goto(address(exams))
    page.emulate_media(media="print")
    assert not page.locator(".explore-choose").is_visible()
    assert page.locator(".findings__lead").is_visible()
    assert page.locator("#picture svg[role=img]").is_visible()
