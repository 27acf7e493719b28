"""The words of notices and messages, made in the reader's language when they are needed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from admissions import selectors
from admissions.models import Application, ListExport, Notice
from admissions.states import Decision
from limits.policies import SeatsEnd, ZoneType
from oqu.core import wording
from oqu.core.acting import Actor, current_actor
from staff.models import Consent, Person
from staff.permissions import Action, may
from staff.states import ConsentState

SEATS_OUT = {end.value for end in SeatsEnd}


@dataclass(frozen=True)
class Words:
    """`url` opens the application itself, which not everybody who is told may see, unless `opens_application` says no."""

    title: str
    text: str
    url: str
    opens_application: bool = True


def words_of(notice: Notice) -> Words:
    """What the list of notifications shows, in the active language."""
    if notice.export:
        return _exported(notice.export)
    if notice.consent:
        return _answered(notice.consent, notice.code)
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
    if notice.code in SEATS_OUT:
        return _seats_out(application, SeatsEnd(notice.code))
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
    return selectors.waiting(actor)


def _exported(export: ListExport) -> Words:
    until = wording.long_moment(export.expires_at)
    return Words(
        _("The list you asked for is ready (XLSX)"),
        _("Rows: %(rows)s. The file is kept until %(moment)s.") % {"rows": export.rows, "moment": until},
        reverse("admissions:export", args=[export.uuid]),
        opens_application=False,
    )


def _answered(consent: Consent, code: str) -> Words:
    """No name yet: the register tells it to the director who goes on (R24)."""
    phone = {"phone": consent.masked_phone.replace(" ", "\N{NO-BREAK SPACE}")}
    if code == ConsentState.GRANTED:
        title = _("The consent you asked for is given")
        text = _("The answer came from %(phone)s. You can finish adding the employee.") % phone
    elif code == ConsentState.EXPIRED:
        title = _("The consent you asked for did not come in time")
        text = _("Nobody answered from %(phone)s within a day. You can ask again.") % phone
    else:
        title = _("The consent you asked for is refused")
        text = _("The answer came from %(phone)s. Without consent the employee cannot be added.") % phone
    return Words(title, text, reverse("staff:candidate", args=[consent.uuid]), opens_application=False)


def _seats_out(application: Application, end: SeatsEnd) -> Words:
    """To the limits for whoever keeps them; to the others, the applications that can only be refused now (R127)."""
    language = {"language": application.get_language_display()}
    refuse_only = _("Applications from outside the microdistrict can only be refused now.")
    if end is SeatsEnd.OUTSIDE:
        title = _("Seats outside the microdistrict are used up: %(language)s") % language
        text = f"{refuse_only} " + _("When a seat becomes free, “Accept” works again.")
    else:
        title = _("The class limit is used up: %(language)s") % language
        text = f"{refuse_only} " + _("Children of the microdistrict are still accepted, over the limit.")
    actor = current_actor()
    if actor and may(actor, Action.SEE_LIMITS):
        url = reverse("limits:list")
    else:
        asked = {"view": "decide", "zone_type": ZoneType.OUT_OF_ZONE, "language": application.language}
        url = f"{reverse('admissions:unprocessed')}?{urlencode(asked)}"
    return Words(title, text, url, opens_application=False)


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
