"""Exploring a dataset: who may, what comes first, what is hidden, and what a choice changes."""

import re

import pytest
from django.urls import reverse
from explored_pages import address, words


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


def test_findings_come_before_pictures_and_pictures_before_tables(exams, admin):
    page = admin.get(address(exams)).content.decode()
    places = [page.index(part) for part in ("go most closely with", 'role="img"', '<table class="numbers"')]
    assert places == sorted(places)


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


def test_an_address_of_a_subgroup_explores_nothing_but_the_subgroup(exams, admin, settings):
    page = admin.get(address(exams), {"subgroup": "gender:female"}).context["page"]
    assert page.rows == 518
    kept = list((settings.DATA_DIR / "cache" / "explorations").iterdir())
    assert len(kept) == 2  # the subgroup, and what can mislead in all rows


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


def test_a_page_from_the_kept_file_is_the_page_that_was_computed(exams, small, admin):
    for dataset, query in [(exams, {}), (exams, {"field": "lunch"}), (small, {"subgroup": "gender:female"})]:
        computed, read = (words(admin.get(address(dataset), query)) for _ in range(2))
        assert read == computed


def test_half_a_percent_is_rounded_up(exams, admin):
    lunch = next(figure for figure in admin.get(address(exams)).context["page"].single if figure.heading == "Lunch")
    assert [bar.text for bar in lunch.chart.bars] == ["645 (65 %)", "355 (36 %)"]


def test_made_up_rows_are_said_to_be_made_up(exams, small, admin):
    notice = "Demo: these rows are made up."
    assert notice in words(admin.get(address(exams)))
    assert notice not in words(admin.get(address(small)))
