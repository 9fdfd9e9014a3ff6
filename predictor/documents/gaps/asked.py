"""Which texts are asked for. Several documents print the same one: it is said once."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from predictor.documents.parts import Gap

ASKED = (
    Gap(
        "controller",
        _("Controller"),
        _(
            "Name, address and contact of the school or authority that is responsible; of a joint one or a "
            "representative, too."
        ),
    ),
    Gap(
        "data-protection-officer",
        _("Data protection officer"),
        _("Name and contact; or that there is none, and why."),
    ),
    Gap("purposes", _("Purposes"), _("What for students are predicted, in your own words.")),
    Gap(
        "legal-basis",
        _("Legal basis"),
        _(
            "Article 6 of the GDPR, and Article 9 where a field tells of origin, health or belief; which law of your "
            "country applies."
        ),
    ),
    Gap(
        "recipients",
        _("Recipients and processors"),
        _("Who runs the server and its mail, who else receives data, and under which contract."),
    ),
    Gap(
        "transfers",
        _("Other countries"),
        _("Which data leaves for which country, with what safeguards; or that none does."),
    ),
    Gap(
        "organisation",
        _("Measures of the school"),
        _("What people do: training, clearance, locked rooms, who checks the backups and how often."),
    ),
    Gap(
        "use",
        _("How predictions are used"),
        _(
            "What happens after somebody looked at a prediction: who talks to whom, and what is never done "
            "because of one."
        ),
    ),
    Gap("period", _("How long and how often"), _("From when to when, at which points of the year, for which classes.")),
    Gap(
        "necessity",
        _("Why it is needed, and in proportion"),
        _("Why the purposes need these fields, and why less would not do."),
    ),
    Gap(
        "risks",
        _("Risks as you see them"),
        _("For whom a wrong prediction, or a right one in the wrong hands, would be bad; how likely, how severe."),
    ),
    Gap(
        "oversight",
        _("Who watches over it"),
        _("Who may set a prediction aside or stop predicting, and what they were taught for it."),
    ),
    Gap(
        "complaints",
        _("Where to complain"),
        _("Whom students and families ask, how soon they are answered, and what is done when a risk comes about."),
    ),
    Gap(
        "consulted",
        _("Views of students and families"),
        _("Who was asked, when, and what they said; or why nobody was."),
    ),
    Gap("advice", _("Advice of the data protection officer"), _("What they advised, and what became of it.")),
    Gap("review", _("When this is looked at again"), _("By whom, how often, and after which changes.")),
    Gap(
        "provider", _("Provider"), _("Who puts the system into service under their own name, with address and contact.")
    ),
    Gap(
        "intended-purpose",
        _("Intended purpose"),
        _("What it may be used for, by whom, for which students; and for what it must not be used."),
    ),
    Gap(
        "surroundings",
        _("Hardware and other systems"),
        _("What it runs on, and which other systems it gives data to or takes from."),
    ),
    Gap("risk-management", _("Risk management"), _("How risks are found, weighed and followed over the years.")),
    Gap("standards", _("Standards"), _("Which harmonised standards were applied; else what is done in their place.")),
    Gap("conformity", _("Declaration of conformity"), _("A copy, or where it lies.")),
    Gap(
        "monitoring", _("Watching it in use"), _("Who looks at the track record, how often, and what follows from it.")
    ),
)
GAPS: Mapping[str, Gap] = {gap.key: gap for gap in ASKED}
