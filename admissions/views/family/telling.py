"""Where an application is, told to its family: what is now, what comes next, the course so far."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from admissions import line
from admissions.models import Application, SecondParent
from admissions.states import LABELS_FOR_FAMILY, Status
from oqu.core import wording


@dataclass(frozen=True)
class Happening:
    """One line of the course. `state` is the timeline's: done, now, next or bad."""

    state: str
    title: str
    when: str = ""


def label_of(application: Application) -> str:
    return str(LABELS_FOR_FAMILY[Status(application.status)])


def what_next(application: Application, *, now: dt.datetime) -> list[str]:
    """Sentences: how many are before, what is needed of the family. The deadline stands beside them."""
    if application.is_final:
        return _after_the_end(application)
    where = _("The decision is made, the director signs it now.")
    if application.is_on_review:
        where = _line(application)
    if application.is_overdue(now):
        return [
            _("The school has not answered in time."),
            where,
            _(
                "Your place in the line is kept. Call the school or the education department of your district."
            ),
        ]
    return [where, _("Nothing is needed from you: we will send an SMS.")]


def course_of(application: Application) -> list[Happening]:
    """The four dots of the way, and what became of it."""
    sent = Happening("done", _("Sent"), wording.long_moment(application.received_at))
    if application.status == Status.WITHDRAWN:
        return [
            sent,
            Happening("bad", _("Withdrawn by the parent"), wording.long_moment(application.finalised_at)),
        ]
    decided = wording.long_moment(application.decided_at) if application.decided_at else ""
    reached = {Status.ON_REVIEW: 0, Status.ON_SIGNING: 1}.get(Status(application.status), 2)
    checks = Happening(_state(0, reached), _("The school checks"), decided)
    signs = Happening(_state(1, reached), _("The director signs"))
    if not application.is_signed:
        return [sent, checks, signs, Happening("next", _("Decision: SMS and notice"))]
    end = Happening("bad" if application.status == Status.REFUSED else "done", label_of(application))
    signed = wording.long_moment(application.finalised_at)
    return [sent, checks, Happening("done", _("The director has signed"), signed), end]


def both_parents(application: Application, me: SecondParent | None) -> list[str]:
    """Sentences about the other parent; `me` when the reader is not the one who sent it. Empty: one parent."""
    if me is not None:
        told = [
            _("You see everything here and get the same messages. Only the one who sent it can withdraw it.")
        ]
        if me.joined_at:
            moment = {"moment": wording.long_moment(me.joined_at)}
            told.append(
                _("You joined on %(moment)s: the number and the place in the line are shared.") % moment
            )
        return told
    second = application.second_parents.order_by("pk").first()
    if second is None:
        return []
    told = [_("The child's other parent sees this application and gets the same messages.")]
    if second.joined_at:
        moment = {"moment": wording.long_moment(second.joined_at)}
        told.append(_("They applied, too, and joined this application on %(moment)s.") % moment)
    return told


def _line(application: Application) -> str:
    """The place, and why it is what it is: the order of arrival, and which seats the others ask for."""
    before = line.ahead_of(application)
    if not before.total:
        return _("Your application is the next one the school decides on.")
    told = _("Applications before yours: %(count)s.") % {"count": before.total}
    order = _("The school decides strictly in the order of arrival.")
    same = _("Of them for the same seats as yours: %(count)s.") % {"count": before.for_same_seats}
    return f"{told} {same} {order}"


def pool_of(application: Application) -> str:
    """Which seats the application asks for, and why these; "" when it asks for none any more."""
    if application.is_final:
        return ""
    language = {"language": str(application.get_language_display())}
    if application.is_in_zone:
        return (
            _("It is for the seats of the microdistrict, language of study: %(language)s.") % language
            + " "
            + _("Your registered address belongs to this school.")
        )
    return (
        _("It is for the seats outside the microdistrict, language of study: %(language)s.") % language
        + " "
        + _("Your registered address does not belong to this school.")
    )


def _after_the_end(application: Application) -> list[str]:
    if application.status == Status.ACCEPTED:
        return [
            _("The child has a place. The notice with the director's signature is below."),
            _(
                "The school will invite you to sign the contract. The order of enrolment comes not earlier than 25 August."
            ),
        ]
    if application.status == Status.REFUSED:
        return [
            _("You can apply to another school now: the register's data need not be typed again."),
            _("If you do not agree with the refusal, turn to the education department of your district."),
        ]
    return [
        _("You can apply again while admission is open. The new application takes a new place in the line.")
    ]


def _state(place: int, reached: int) -> str:
    if place == reached:
        return "now"
    return "done" if place < reached else "next"
