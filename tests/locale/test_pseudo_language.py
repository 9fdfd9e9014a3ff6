"""A walk over pages in a language where each marked text stands in brackets: nothing but data stands without."""

import pseudo
import pytest

from predictor.models import ChosenLanguage, Job

# What stays as it is: the product's name, the languages' own names, formats.
NAMES = {"studentperf", "English", "Deutsch", pseudo.CODE, "API", "CSV"}
PAGES = ["/jobs/", "/no-such-page/"]


@pytest.fixture
def bracketed(settings, tmp_path):
    pseudo.write(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [*settings.LANGUAGES, (pseudo.CODE, pseudo.CODE)]


@pytest.mark.parametrize("address", PAGES)
def test_whatever_a_page_says_is_marked(address, bracketed, people, as_admin, math):
    Job.objects.create(kind="no such kind", asked_by=people.admin)
    ChosenLanguage.objects.create(account=people.admin, code=pseudo.CODE)
    page = as_admin.get(address)
    assert page["Content-Language"] == pseudo.CODE
    known = NAMES | {people.admin.get_username(), math.label, "no such kind"}
    assert pseudo.without_brackets(page.text, known) == []


def test_a_text_without_a_mark_is_seen():
    page = "<p>⟦Marked, with ⟦another⟧ in it⟧ Anna</p><p title='Not marked'>12 %</p><code>make run</code>"
    assert pseudo.without_brackets(page, {"Anna"}) == ["Not marked"]


@pytest.fixture
def as_admin(people, client):
    client.force_login(people.admin)
    return client
