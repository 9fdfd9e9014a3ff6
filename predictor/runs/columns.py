"""The columns of the leaderboard, and what each one says."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Column:
    """`better` says which end of the column is the good one, and so which way it is sorted first."""

    slug: str
    name: str | Promise
    better: str
    says: str | Promise

    @property
    def label(self) -> str:
        return str(self.name)

    @property
    def meaning(self) -> str:
        return str(self.says)


COLUMNS = (
    Column("mae", _("Typical error"), "low", _("MAE: how far off a prediction is on average.")),
    Column(
        "rmse",
        "RMSE",
        "low",
        _(
            "Root mean squared error: like the typical error, but large misses count for more. Models are compared by "
            "it."
        ),
    ),
    Column(
        "r2",
        "R²",
        "high",
        _("Share of the differences between students that predictions follow: 1 is all, 0 none."),
    ),
    Column(
        "behind",
        _("Behind"),
        "low",
        _(
            "RMSE minus that of the most accurate model on the same splits, with its 95 % interval. Where it reaches "
            "zero, chance alone could explain the difference."
        ),
    ),
    Column(
        "held_out",
        _("Set aside"),
        "high",
        _(
            "R² and RMSE on a fifth of the students, asked about once. This model and its settings were found without "
            "them, only to report: it decided nothing."
        ),
    ),
    Column("spread", _("Spread"), "low", _("How much R² varies from one part of the students to the next.")),
    Column(
        "gap",
        pgettext_lazy("learned by heart", "Gap"),
        "low",
        _("R² on rows it learned from minus R² on unseen ones. A large gap: learned by heart."),
    ),
    Column("fit_seconds", _("To learn"), "low", _("Time to learn from the rows of one split, about four fifths.")),
    Column("predict_seconds", _("To answer"), "low", _("Time to answer for the others, about a fifth.")),
)
