"""What only the school can say: kept version after version, printed in every document, never overwritten unseen."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from predictor.documents.gaps.work import Wanted, say
from predictor.models import Statement
from predictor.problems import StatementRefused

pytestmark = pytest.mark.django_db
PAGE = "/documents/record/gaps/"


@pytest.fixture
def sent(admin):
    """What the form holds when it is opened, with other texts in it."""

    def send(seen=0, **texts):
        form = admin.get(PAGE).context["form"]
        data = {f"seen-{one.gap.key}": one.version for one in form.said} | {one.gap.key: one.text for one in form.said}
        return admin.post(PAGE, data | {name.replace("_", "-"): text for name, text in texts.items()})

    return send


def test_a_text_is_kept_with_who_said_it_and_printed(sent, admin, people):
    assert sent(controller="School of Riverside\nMain Street 1")["Location"] == reverse("document", args=["record"])
    row = Statement.objects.get()
    assert (row.gap, row.version, row.made_by) == ("controller", 1, people.admin)
    for name in ("record", "assessment"):
        assert "School of Riverside" in admin.get(reverse("document", args=[name])).text


def test_only_what_changed_becomes_a_version(sent):
    sent(controller="School", purposes="Support")
    sent(controller="School of Riverside")
    assert list(Statement.objects.order_by("id").values_list("gap", "version")) == [
        ("controller", 1),
        ("purposes", 1),
        ("controller", 2),
    ]


def test_earlier_versions_stay_on_the_page_and_in_the_file(sent, admin):
    sent(controller="Old name")
    sent(controller="New name")
    page = admin.get(PAGE).text
    assert "Old name" in page
    assert "Old name" in b"".join(admin.get(reverse("document-gaps-csv", args=["record"]))).decode()


def test_a_text_taken_back_opens_the_gap_again(sent, admin):
    sent(controller="School")
    sent(controller="")
    assert Statement.objects.in_force().get().text == ""
    assert "Taken back." in admin.get(PAGE).text
    assert "gap-controller" in admin.get(reverse("document", args=["record"])).text


def test_what_somebody_said_meanwhile_is_shown_and_nothing_is_kept(sent, people):
    say({"purposes": Wanted("Theirs", 0)}, by=people.admin)
    page = sent(**{"purposes": "Mine", "seen-purposes": 0, "controller": "School"}).text
    assert "Theirs" in page
    assert "Mine" in page
    assert Statement.objects.count() == 1


def test_of_two_who_say_it_at_once_one_is_refused(people):
    say({"purposes": Wanted("First", 0)}, by=people.admin)
    with pytest.raises(StatementRefused, match="First"):
        say({"purposes": Wanted("Second", 0)}, by=people.admin)


def test_the_database_refuses_to_rewrite_what_was_said(people):
    say({"purposes": Wanted("First", 0)}, by=people.admin)
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.update(text="Other")


@pytest.mark.parametrize("text", ["x" * 5_001, "\x00", "\u200b"])
def test_what_cannot_be_kept_is_refused_with_its_label(sent, text):
    page = sent(controller=text)
    assert page.status_code == 200
    assert page.context["form"].errors["controller"]
    assert Statement.objects.count() == 0


def test_markup_in_a_text_is_text(sent, admin):
    sent(controller="<script>#strong[x]</script>")
    page = admin.get(reverse("document", args=["record"]))
    assert "&lt;script&gt;#strong" in page.text
    assert admin.get(reverse("document-pdf", args=["record"])).content.startswith(b"%PDF")
