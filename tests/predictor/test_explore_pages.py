"""Exploring a dataset: who may, what comes first, what is hidden, and what a choice changes."""

import html
import re

import pytest
from causal_words import causal_words
from django.urls import reverse
from explored_datasets import hsb2_dataset, lopsided_dataset, own_words, sample_dataset, small_dataset


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def exams(db):
    return sample_dataset()


@pytest.fixture
def small(db):
    return small_dataset()


@pytest.fixture
def real(db):
    return hsb2_dataset()


@pytest.fixture
def lopsided(db):
    return lopsided_dataset()


@pytest.fixture
def admin(as_user, people):
    return as_user(people.admin)


def address(dataset):
    return reverse("explore-dataset", args=[dataset.pk])


def words(response):
    """The page's own text, without the words of the menu and of the choices."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    shown = re.sub(r"<select.*?</select>|<[^>]*>", " ", main, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(shown))


def statuses(client, dataset):
    return [client.get(reverse("explore")).status_code, client.get(address(dataset)).status_code]


def test_admins_see_the_data_and_teachers_do_not(exams, people, as_user):
    assert statuses(as_user(people.admin), exams) == [200, 200]
    assert statuses(as_user(people.owner), exams) == [404, 404]
    assert statuses(as_user(people.stranger), exams) == [404, 404]


def test_the_admin_can_let_teachers_see_the_data(exams, people, as_user, settings):
    settings.EXPLORE_FOR_TEACHERS = True
    assert statuses(as_user(people.owner), exams) == [200, 200]


def test_visitors_are_asked_to_log_in(exams, client, settings):
    settings.EXPLORE_FOR_TEACHERS = True
    assert statuses(client, exams) == [302, 302]


def test_the_menu_offers_the_data_to_those_who_may_see_it(exams, people, as_user):
    link = f'href="{reverse("explore")}"'
    assert link in as_user(people.admin).get(reverse("home")).content.decode()
    assert link not in as_user(people.owner).get(reverse("home")).content.decode()


def test_the_list_names_every_dataset_and_which_is_made_up(exams, small, admin):
    text = words(admin.get(reverse("explore")))
    assert "exams Students performance in exams 1,000 students, made up" in text
    assert "small High School and Beyond 40 students · loaded" in text


def test_the_list_costs_the_same_number_of_queries_for_many_datasets(
    exams, small, admin, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        admin.get(reverse("explore"))


def test_a_list_without_data_says_how_to_load_some(people, admin):
    assert "manage.py import_dataset" in words(admin.get(reverse("explore")))


def test_the_page_tells_the_four_classic_findings(exams, admin):
    text = words(admin.get(address(exams)))
    assert "By parental education, the average maths score gets higher" in text
    assert re.search(
        r"\d points higher where the test preparation course is “completed” .*?likely between \d+ and \d+", text
    )
    assert "go closely together: the correlation of any two is between 0.80 and 0.95" in text
    assert re.search(r"where gender is “female”, the average is higher in reading .* “male”, in maths ", text)


def test_findings_come_before_pictures_and_pictures_before_tables(exams, admin):
    page = admin.get(address(exams)).content.decode()
    places = [page.index(part) for part in ("go most closely with", 'role="img"', '<table class="numbers"')]
    assert places == sorted(places)


@pytest.mark.parametrize("target", ["math_score", "reading_score", "writing_score"])
def test_no_sentence_of_the_page_speaks_of_causes(exams, admin, target):
    for field in exams.schema_version.schema.fields:
        response = admin.get(address(exams), {"target": target, "field": field.slug})
        assert causal_words(own_words(words(response), exams)) == []


def test_every_chart_has_a_title_a_description_and_a_table(exams, admin):
    page = admin.get(address(exams)).content.decode()
    for drawing in re.findall(r'<svg[^>]*role="img".*?</desc>', page, flags=re.DOTALL):
        title, description = re.search(r'aria-labelledby="(\S+) (\S+)"', drawing).groups()
        assert f'<title id="{title}">' in drawing
        assert f'<desc id="{description}">' in drawing
    assert page.count('role="img"') == page.count("<details") == 10


def test_ids_on_the_page_are_unique(exams, admin):
    ids = re.findall(r'\bid="([^"]+)"', admin.get(address(exams)).content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_a_choice_in_the_address_changes_score_field_and_students(exams, admin):
    query = {"target": "writing_score", "field": "lunch", "subgroup": "gender:female"}
    page = admin.get(address(exams), query).context["page"]
    assert (page.choice.target.slug, page.field.slug) == ("writing_score", "lunch")
    assert page.rows == 518
    assert page.picture.heading == "Writing score by lunch"


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


def test_an_address_of_a_subgroup_explores_nothing_but_the_subgroup(exams, admin, settings):
    page = admin.get(address(exams), {"subgroup": "gender:female"}).context["page"]
    assert page.rows == 518
    assert len(list((settings.DATA_DIR / "cache" / "explorations").iterdir())) == 1


def test_without_a_choice_the_closest_field_is_shown(exams, admin):
    page = admin.get(address(exams)).context["page"]
    assert page.field == page.lines[0].field
    shares = [line.share for line in page.lines]
    assert shares == sorted(shares, reverse=True)


def test_a_score_beside_itself_falls_back_to_the_closest_field(exams, admin):
    page = admin.get(address(exams), {"target": "math_score", "field": "math_score"}).context["page"]
    assert page.field == page.lines[0].field


@pytest.mark.parametrize(
    "query",
    [
        {"target": "nonsense"},
        {"target": "gender"},
        {"field": "nonsense"},
        {"subgroup": "nonsense"},
        {"subgroup": "gender:nobody"},
        {"subgroup": "math_score:50"},
    ],
)
def test_an_address_with_unknown_names_is_404(exams, admin, query):
    assert admin.get(address(exams), query).status_code == 404


def test_an_unknown_field_is_named_and_the_way_back_is_offered(exams, admin):
    response = admin.get(address(exams), {"field": "nonsense"})
    assert "There is no field “nonsense” in exams." in words(response)
    assert "class that is not yours" not in words(response)
    assert f'href="{address(exams)}"' in response.content.decode()


def test_each_subgroup_is_named_with_its_field(exams, admin):
    page = admin.get(address(exams), {"subgroup": "lunch:standard"}).content.decode()
    assert 'value="lunch:standard" selected>Lunch: standard<' in page


def test_a_missing_dataset_is_404(admin, people):
    assert admin.get(reverse("explore-dataset", args=[99])).status_code == 404


def test_a_choice_by_script_gets_only_the_part_that_changes(exams, admin):
    part = admin.get(address(exams), {"field": "lunch"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "Maths score by lunch" in part.content.decode()
    assert "HX-Request" in part["Vary"]


def test_small_groups_are_hidden_and_said_to_be(db, admin):
    response = admin.get(address(small_dataset(rows=20)), {"field": "race"})
    picture = response.context["page"].picture
    assert picture.hidden in words(response)
    assert picture.chart is None
    assert picture.hidden.endswith("with fewer than 10 students.")
    assert picture.hidden.startswith("Hidden: “")


def test_counts_of_few_students_are_kept_back(db, admin):
    text = words(admin.get(address(small_dataset(rows=20))))
    assert "fewer than 10" in text
    assert not re.search(r"(african american|asian|hispanic|white) 5 ", text)


def test_a_subgroup_of_few_students_shows_nothing_of_them(db, admin):
    response = admin.get(address(small_dataset(rows=20)), {"subgroup": "race:asian"})
    assert "Fewer than 10 students belong to this group." in words(response)
    assert 'role="img"' not in response.content.decode()


def figure(page, label):
    return next(one for one in page.single if one.heading == label)


def test_a_number_that_subtraction_would_give_away_is_told_in_tens(lopsided, admin):
    page = admin.get(address(lopsided), {"field": "programme"}).context["page"]
    cells = {row[0]: row[1:] for row in figure(page, "School type").table.rows}
    assert cells == {"public": ("about 60", "–"), "private": ("fewer than 10", "–")}
    assert (
        "general: about 30; academic: about 30; vocational: fewer than 10."
        in figure(page, "Programme").chart.description
    )
    assert dict(page.picture.facts)["Students compared"] == "about 60"
    assert [row[1] for row in page.picture.table.rows] == ["about 30", "about 30"]


def test_no_text_of_the_page_tells_how_many_are_beside_a_hidden_group(lopsided, admin):
    for field in ("school_type", "programme", "math"):
        text = words(admin.get(address(lopsided), {"field": field}))
        assert not re.search(r"\b(57|27) students|students compared (57|27)|(public|academic): (57|27)", text, re.I)


def test_bars_beside_a_hidden_group_are_drawn_in_tens(lopsided, admin):
    drawn = figure(admin.get(address(lopsided)).context["page"], "Programme").chart.bars
    assert [bar.width for bar in drawn] == ["100.00%", "100.00%", ""]


def test_a_subgroup_of_all_but_a_few_shows_nothing_of_the_few(lopsided, admin):
    response = admin.get(address(lopsided), {"subgroup": "school_type:public"})
    assert "This group stands beside one of fewer than 10 students" in words(response)
    page = response.content.decode()
    assert 'role="img"' not in page
    assert 'value="school_type:public" selected disabled>School type: public (beside fewer than 10)' in page


@pytest.mark.parametrize(("choice", "hidden"), [("general", False), ("academic", True), ("vocational", True)])
def test_of_three_subgroups_two_are_hidden_where_one_is_small(lopsided, admin, choice, hidden):
    page = admin.get(address(lopsided), {"subgroup": f"programme:{choice}"}).context["page"]
    assert bool(page.hidden) == hidden


def test_the_table_of_a_histogram_keeps_small_bins_back(lopsided, admin):
    rows = figure(admin.get(address(lopsided)).context["page"], "Reading test").table.rows
    bins = [row[1:] for row in rows if " to " in row[0]]
    assert set(bins) == {("fewer than 10", "–")}


def test_a_bin_that_subtraction_would_need_is_kept_back_as_well(exams, admin):
    rows = figure(admin.get(address(exams)).context["page"], "Maths score").table.rows
    hidden = [row for row in rows if row[1] == "fewer than 10"]
    assert len(hidden) > 1
    assert all(int(row[1]) > 9 for row in rows if row[1].isdigit() and " to " in row[0])


@pytest.mark.parametrize("rows", [1, 9])
def test_a_dataset_of_few_rows_says_that_they_are_too_few(db, admin, rows):
    assert "not enough rows" in words(admin.get(address(small_dataset(rows=rows))))


def test_made_up_rows_are_said_to_be_made_up(exams, small, admin):
    notice = "Demo: these rows are made up."
    assert notice in words(admin.get(address(exams)))
    assert notice not in words(admin.get(address(small)))


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
