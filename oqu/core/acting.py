"""
Who acts: the context that row-level security and the audit triggers read.

It lives in the database transaction (`set_config(…, is_local => true)`), so it can neither leak through
a connection pool nor outlive the work it was meant for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from django.db import connection, transaction

from oqu.core.origin import current_origin

Scope = Literal["public", "parent", "school", "ministry", "system"]


@dataclass(frozen=True)
class Actor:
    """
    A person under one of their roles, or the system itself.

    `role` is a value of staff.states.Role for the school scope, else "". `name` tells which
    machine acts for the system scope ("worker", "sign-in").
    """

    scope: Scope
    person_id: int | None = None
    school_id: int | None = None
    role: str = ""
    name: str = ""

    @classmethod
    def public(cls) -> "Actor":
        return cls("public")

    @classmethod
    def parent(cls, person_id: int) -> "Actor":
        return cls("parent", person_id)

    @classmethod
    def school(cls, person_id: int, school_id: int, role: str) -> "Actor":
        return cls("school", person_id, school_id, role)

    @classmethod
    def ministry(cls, person_id: int) -> "Actor":
        return cls("ministry", person_id)

    @classmethod
    def system(cls, name: str, person_id: int | None = None) -> "Actor":
        """`person_id`: whose act the system completes, e.g. the director of a signature."""
        return cls("system", person_id, name=name)


_current: ContextVar[Actor | None] = ContextVar("actor", default=None)


def current_actor() -> Actor | None:
    return _current.get()


def _set(actor: Actor | None, *, read_only: bool) -> None:
    origin = current_origin()
    values = (
        ("oqu.scope", actor.scope if actor else ""),
        ("oqu.person", str(actor.person_id or "") if actor else ""),
        ("oqu.school", str(actor.school_id or "") if actor else ""),
        ("oqu.role", (actor.role or actor.name) if actor else ""),
        ("oqu.request", origin.request_id),
        ("oqu.ip", origin.ip),
    )
    columns = ["set_config(%s, %s, true)"] * len(values)
    params = [part for pair in values for part in pair]
    if read_only:
        columns.append("set_config('transaction_read_only', 'on', true)")
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(columns), params)


@contextmanager
def acting(actor: Actor, *, read_only: bool = False) -> Iterator[Actor]:
    """
    Open a transaction in which `actor` acts; a block inside a block gives the outer actor back.

    `read_only` makes the database refuse every write until the transaction ends.
    """
    outer = _current.get() if connection.in_atomic_block else None
    nested = connection.in_atomic_block
    with transaction.atomic():
        _set(actor, read_only=read_only)
        token = _current.set(actor)
        try:
            yield actor
        finally:
            _current.reset(token)
        if nested:
            _set(outer, read_only=False)
