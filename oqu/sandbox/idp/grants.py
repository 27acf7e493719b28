"""Authorization codes and access tokens: made, exchanged once, looked up."""

import datetime as dt
import hashlib
import secrets

from oqu.sandbox.idp.models import Grant, SignIn

CODE_LIFETIME = dt.timedelta(seconds=60)
TOKEN_LIFETIME = dt.timedelta(minutes=10)


def issue_code(sign_in: SignIn, *, now: dt.datetime) -> str:
    code = secrets.token_urlsafe(32)
    Grant.objects.create(sign_in=sign_in, code_hash=_hash(code), issued_at=now)
    return code


def exchange(code: str, redirect_uri: str, *, now: dt.datetime) -> tuple[str, Grant] | None:
    """
    A token for the code, once, within a minute, for the same redirect address; else None.

    A code that comes twice was stolen by somebody: the token it gave is withdrawn too (RFC 6749, 4.1.2).
    """
    grants = Grant.objects.filter(code_hash=_hash(code), sign_in__redirect_uri=redirect_uri)
    token = secrets.token_urlsafe(32)
    fresh = grants.filter(used_at=None, issued_at__gt=now - CODE_LIFETIME)
    if fresh.update(used_at=now, token_hash=_hash(token), token_expires_at=now + TOKEN_LIFETIME):
        return token, grants.select_related("sign_in").get()
    grants.exclude(used_at=None).update(token_hash=None, token_expires_at=None)
    return None


def sign_in_of(token: str, *, now: dt.datetime) -> SignIn | None:
    """Whose token this is, while it lives."""
    live = Grant.objects.filter(token_hash=_hash(token), token_expires_at__gt=now)
    grant = live.select_related("sign_in__person").first()
    return grant.sign_in if grant else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
