"""The letter to an education department about applications that schools have not decided in time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from admissions.deadlines import overdue_span
from admissions.models import Application
from oqu.core import wording
from staff.models import EducationDepartment

LANGUAGES = ("kk", "ru")  # a department reads one of them; which, nobody has told us
LISTED = 100


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def letter_about(applications: Sequence[Application], *, now: dt.datetime) -> Letter:
    """No name of a child: references, schools and moments, the oldest first, a hundred at most."""
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            subjects.append(_subject(len(applications)))
            bodies.append(_body(applications, now))
    return Letter(" / ".join(subjects), "\n\n".join(bodies))


def send(
    department: EducationDepartment, applications: Sequence[Application], *, key: str, now: dt.datetime
) -> None:
    """`key` names the letter: delivered twice, it is the same message."""
    letter = letter_about(applications, now=now)
    message_id = f"<{key.replace('/', '.')}@{settings.EMAIL_DOMAIN}>"
    EmailMessage(
        letter.subject, letter.body, to=[department.email], headers={"Message-ID": message_id}
    ).send()


def _subject(count: int) -> str:
    return ngettext("%(count)s overdue application", "%(count)s overdue applications", count) % {
        "count": count
    }


def _body(applications: Sequence[Application], now: dt.datetime) -> str:
    lines = [
        _("Schools have not decided on these applications in time. They stay open until a decision is made."),
        "",
    ]
    for each in applications[:LISTED]:
        facts = {
            "reference": each.reference,
            "school": each.school.name,
            "due": wording.long_moment(each.due_at),
            "span": overdue_span(each, now=now),
        }
        lines.append(_("%(reference)s · %(school)s · due %(due)s · overdue by %(span)s") % facts)
    if len(applications) > LISTED:
        more = len(applications) - LISTED
        lines.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
    return "\n".join(lines)
