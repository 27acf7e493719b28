import datetime as dt
import hashlib
import secrets

from oqu.core.acting import Actor, acting
from staff.models import ApiToken, Membership, Person


def issue_token(*, person: Person, membership: Membership | None, now: dt.datetime) -> str:
    """A new key of the REST interface, told once. Without a membership it acts as a parent."""
    token = secrets.token_urlsafe(32)
    with acting(Actor.system("tokens", person.pk)):
        ApiToken.objects.create(person=person, membership=membership, token_hash=_hash(token), created_at=now)
    return token


def person_of_token(token: str) -> ApiToken | None:
    with acting(Actor.system("tokens")):
        return (
            ApiToken.objects.select_related("person", "membership")
            .filter(token_hash=_hash(token), person__is_active=True)
            .first()
        )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
