"""The way to eGov and back. The state is single use, expires, and is bound to the browser's session."""

import datetime as dt
import hashlib
import secrets

from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from oqu.integrations.egov_login import EgovPerson, EgovUnavailable, get_egov_login
from staff.errors import EgovRefusesThePortal, SignInExpired, SignInRefused
from staff.models import Membership, SignInState

STATE_LIVES = dt.timedelta(minutes=10)
LONGEST_PATH = 300
# The errors of the protocol (RFC 6749, 4.1.2.1); the others mean that our own request was wrong.
_REFUSALS: dict[str, type[DomainError]] = {
    "access_denied": SignInRefused,
    "server_error": EgovUnavailable,
    "temporarily_unavailable": EgovUnavailable,
}


def start_sign_in(*, next_path: str, now: dt.datetime) -> str:
    """A fresh state, to be kept in the session and sent to eGov; only its hash is stored."""
    state = secrets.token_urlsafe(32)
    with acting(Actor.system("sign-in")):
        next_path = next_path if len(next_path) <= LONGEST_PATH else ""
        SignInState.objects.create(state_hash=_hash(state), next_path=next_path, created_at=now)
    return state


def finish_sign_in(*, state: str, code: str, redirect_uri: str, now: dt.datetime) -> tuple[EgovPerson, str]:
    """
    Use the state up and exchange the code; returns who came and the path they wanted.

    :raises SignInExpired: unknown, used or older than ten minutes
    :raises EgovUnavailable | EgovCodeRefused: as eGov answered
    """
    next_path = use_state(state, now=now)
    return get_egov_login().person(code=code, redirect_uri=redirect_uri), next_path


def stop_sign_in(*, state: str, error: str, now: dt.datetime) -> DomainError:
    """
    Use the state up after eGov answered with an error of the protocol; returns what to tell the person.

    :raises SignInExpired: unknown, used or older than ten minutes
    """
    use_state(state, now=now)
    return _REFUSALS.get(error, EgovRefusesThePortal)()


def use_state(state: str, *, now: dt.datetime) -> str:
    """
    Mark the state used by one conditional update and return the path it was made for.

    :raises SignInExpired:
    """
    with acting(Actor.system("sign-in")):
        row = SignInState.objects.filter(state_hash=_hash(state)).first()
        fresh = SignInState.objects.filter(
            state_hash=_hash(state), used_at__isnull=True, created_at__gt=now - STATE_LIVES
        ).update(used_at=now)
    if row is None or not fresh:
        raise SignInExpired
    return row.next_path


def note_sign_in(*, membership_id: int, person_id: int, method: str | None, now: dt.datetime) -> None:
    """Remember that this cabinet was opened, and how; the audit keeps each time, the row the last one."""
    with acting(Actor.system("sign-in", person_id)):
        rows = Membership.objects.filter(pk=membership_id, person_id=person_id)
        rows.update(last_sign_in_at=now, last_sign_in_method=method or "")


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
