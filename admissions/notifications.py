"""The words of notices and messages, made in the reader's language when they are needed."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from admissions import selectors
from admissions.models import Application, ListExport, Notice
from admissions.states import Decision
from oqu.core import wording
from oqu.core.acting import Actor, current_actor
from staff.models import Person


@dataclass(frozen=True)
class Words:
    title: str
    text: str
    url: str


def words_of(notice: Notice) -> Words:
    """What the list of notifications shows, in the active language."""
    if notice.export:
        return _exported(notice.export)
    application = notice.application
    if notice.code == "returned":
        rework = next((each for each in application.reworks.all() if each.round == notice.round), None)
        return Words(
            _("Application No. %(number)s was returned for rework") % {"number": application.number},
            rework.comment if rework else "",
            reverse("admissions:card", args=[application.uuid]),
        )
    if notice.code == "overdue":
        return _overdue(application)
    text = _text(application, notice.code, notice.recipient_id)
    if notice.code == "signed" and application.refusal_reason:
        text = f"{text}\n{application.get_refusal_reason_display()}"
    return Words(
        _title(application, notice.code), text, reverse("admissions:application", args=[application.uuid])
    )


def sms_text(application: Application, code: str, *, to: Person) -> str:
    """No name and no identity number: an SMS is read on a locked screen by anybody."""
    with translation.override(to.language):
        return f"OQU. {_title(application, code)}. {_text(application, code, to.pk)}"


def unread(actor: Actor) -> int:
    return selectors.notices_of(actor.person_id).filter(read_at__isnull=True).count()


def waiting(actor: Actor) -> int:
    """What stands beside «Государственные услуги»: unprocessed applications of the school."""
    return selectors.unprocessed(actor).count()


def _exported(export: ListExport) -> Words:
    until = wording.long_moment(export.expires_at)
    return Words(
        _("The list you asked for is ready (XLSX)"),
        _("Rows: %(rows)s. The file is kept until %(moment)s.") % {"rows": export.rows, "moment": until},
        reverse("admissions:export", args=[export.uuid]),
    )


def _overdue(application: Application) -> Words:
    """For the school its card; for the ministry, which decides nothing, the page of its administration."""
    actor = current_actor()
    name = "admin:admissions_application_change" if actor and actor.scope == "ministry" else "admissions:card"
    key = application.pk if name.startswith("admin:") else application.uuid
    return Words(
        _("Application %(reference)s is overdue") % {"reference": application.reference},
        _("It was due by %(due)s. It stays open: decide as soon as you can.")
        % {"due": wording.long_moment(application.due_at)},
        reverse(name, args=[key]),
    )


def _title(application: Application, code: str) -> str:
    numbered = {"reference": application.reference}
    if code == "arrived":
        return _("Application %(reference)s has arrived") % numbered
    if code == "joined":
        return _("The second parent has joined application %(reference)s") % numbered
    if code == "withdrawn":
        return _("Application %(reference)s is withdrawn") % numbered
    if application.decision == Decision.ACCEPT:
        return _("Application %(reference)s: accepted") % numbered
    return _("Application %(reference)s: refused") % numbered


def _text(application: Application, code: str, reader_id: int) -> str:
    has_sent = reader_id == application.applicant_id
    if code == "arrived":
        sent_by = "" if has_sent else _("The child's other parent sent it.") + " "
        return sent_by + _("The school answers by %(due)s.") % {
            "due": wording.long_moment(application.due_at)
        }
    if code == "joined":
        return _("They see it and get the same messages. The number and the place in the line are the same.")
    if code == "withdrawn":
        taken_back = _("You took it back.") if has_sent else _("The child's other parent took it back.")
        return f"{taken_back} " + _("Either parent can apply again while admission is open.")
    if application.decision == Decision.ACCEPT:
        return _(
            "The director of %(school)s has signed the acceptance. The notice is in “My applications”."
        ) % {"school": application.school.name}
    return _("The director of %(school)s has signed the refusal. The reason is in “My applications”.") % {
        "school": application.school.name
    }
