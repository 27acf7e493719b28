"""What a director is told about each decision of one signing, and about all of them together."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from admissions.models import Application, SigningSession
from admissions.states import Status
from oqu.core import wording
from oqu.integrations.signature import SENTENCES, sentence

State = SigningSession.State
EXPIRED, VOID = (
    "expired",
    "void",
)  # states of the screen: the row only knows until when, the application what it is
OPEN = {State.WAITING, State.TAKEN}


@dataclass(frozen=True)
class Line:
    """`why` is the reason in words where the decision is not signed by this code."""

    session: SigningSession
    state: str
    why: str = ""

    @property
    def application(self) -> Application:
        return self.session.application

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_signed(self) -> bool:
        return self.state == State.SIGNED

    @property
    def can_be_signed_again(self) -> bool:
        return not self.session.is_void


@dataclass(frozen=True)
class Lines:
    """The decisions of one scan in the order of arrival."""

    all: Sequence[Line]

    @property
    def state(self) -> str:
        """Of the whole: open while one is; then signed, if all are; then why the first is not."""
        states = [line.state for line in self.all]
        order = [State.TAKEN, State.WAITING, State.FAILED, EXPIRED, State.CANCELLED, VOID, State.SIGNED]
        return next(state for state in order if state in states)

    @property
    def seen(self) -> str:
        """Another word as soon as anything on the screen is another."""
        return ".".join(line.state for line in self.all)

    @property
    def signed(self) -> list[Line]:
        return [line for line in self.all if line.is_signed]

    @property
    def unsigned(self) -> list[Line]:
        return [line for line in self.all if not line.is_signed]

    @property
    def left(self) -> list[Line]:
        """Those that a new code can still sign."""
        return [line for line in self.all if line.can_be_signed_again]


def lines_of(sessions: Sequence[SigningSession], *, now: dt.datetime) -> Lines:
    return Lines([_line(session, now) for session in sessions])


def _line(session: SigningSession, now: dt.datetime) -> Line:
    if session.state == State.SIGNED:
        return Line(session, State.SIGNED)
    if session.is_void:
        return Line(session, VOID, _what_it_is_now(session.application))
    if session.state in OPEN and now >= session.expires_at:
        return Line(session, EXPIRED, _("The code has expired."))
    if session.state == State.FAILED:
        return Line(session, State.FAILED, _why(session.failure_code))
    if session.state == State.CANCELLED:
        return Line(session, State.CANCELLED, _("This code does not work any more."))
    return Line(session, session.state)


def _why(code: str) -> str:
    return sentence(code) if code in SENTENCES else _("The portal could not finish it. Sign it once more.")


def _what_it_is_now(application: Application) -> str:
    if application.status == Status.WITHDRAWN:
        when = wording.long_moment(application.finalised_at)
        return _("The parent withdrew the application on %(moment)s.") % {"moment": when}
    if application.is_signed:
        return _("Signed already, by another code.")
    return _("The decision was returned for rework; it will come again after the executor has decided.")
