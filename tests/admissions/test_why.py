"""
One call answers whether a thing may be done and why not, and it is the answer of the service that does it.

Worlds are made by chance; in each, everybody is asked about everything and then tries it.
"""

import os
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as chances
from hypothesis import strategies as st

from admissions import policies, services
from admissions.models import Application, IssuedDocument
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db

SCALE = float(os.environ.get("OQU_SCALE", "0.1"))
VERBS = {
    "accept": lambda uuid, by: services.accept(uuid=uuid, by=by, now=make.NOW),
    "refuse": lambda uuid, by: services.refuse(uuid=uuid, reason="not_compliant", by=by, now=make.NOW),
    "return_for_rework": lambda uuid, by: services.return_for_rework(
        uuid=uuid, comment="?", by=by, now=make.NOW
    ),
    "sign": lambda uuid, by: services.open_session(uuid=uuid, by=by, now=make.NOW),
    "withdraw": lambda uuid, by: services.withdraw(uuid=uuid, by=by, now=make.NOW),
}
FATES = ("draft", "waits", "accepting", "refusing", "unrendered", "returned", "withdrawn")
families = st.tuples(st.sampled_from(FATES), st.booleans(), st.sampled_from(["kk", "ru"]))


def bring(fate: str, in_zone: bool, language: str, school, director) -> Application | None:
    """None where the seats or the order do not let it come so far."""
    try:
        if fate == "draft":
            return make.draft(school, language=language)
        application = make.submitted(school, in_zone=in_zone, language=language)
        if fate == "withdrawn":
            VERBS["withdraw"](application.uuid, Actor.parent(application.applicant_id))
        elif fate == "unrendered":
            VERBS["accept"](application.uuid, director)
        elif fate != "waits":
            decide = VERBS["refuse" if fate == "refusing" else "accept"]
            decide(application.uuid, director)
            application = make.reload(application)
            render(application)
        if fate == "returned":
            VERBS["return_for_rework"](application.uuid, director)
    except DomainError:
        return None
    return make.reload(application)


def render(application: Application) -> None:
    """The decision's document as a row; nobody here opens it."""
    with acting(make.SYSTEM):
        IssuedDocument.objects.create(
            application=application, kind=IssuedDocument.Kind.DECISION, round=application.round,
            storage_name="-", size=1, sha256=f"{application.pk:064}", rendered_at=make.NOW,
        )  # fmt: skip


def attempt(verb: str, uuid: UUID, by: Actor) -> str:
    """The code of the refusal, "" when it was done; undone again either way."""
    with transaction.atomic():
        try:
            VERBS[verb](uuid, by)
            answer = ""
        except DomainError as refusal:
            answer = refusal.code
        transaction.set_rollback(True)
    return answer


def asked(verb: str, application: Application, by: Actor) -> str:
    with acting(make.SYSTEM, read_only=True):
        refusal = getattr(policies.explain(application, by), verb).refusal
    return refusal.code if refusal else ""


@pytest.mark.rule("R106", "R127", "R128", "R130", "R157", "R167", "R182", "R184")
@given(
    world=st.lists(families, min_size=1, max_size=4),
    total=st.sampled_from([None, 1, 4, 8]),
    scope=st.sampled_from(["school", "parallel"]),
)
@chances(
    max_examples=max(8, int(100 * SCALE)),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_is_explained_is_what_happens(settings, world, total, scope):
    with transaction.atomic():
        settings.QUEUE_SCOPE = scope
        school, elsewhere = make.school(), make.school()
        for language in ("kk", "ru"):
            make.limit(school, total=total, language=language)
        director = make.director(school)
        applications = [each for fate in world if (each := bring(*fate, school, director))]
        everybody = [
            director,
            make.executor(school),
            make.actor(make.member(school, Role.OSO_STAFF)),
            make.director(elsewhere),
            Actor.parent(make.person().pk),
            Actor.ministry(make.person(is_ministry=True).pk),
            Actor.public(),
        ]
        for application in applications:
            for by in (*everybody, Actor.parent(application.applicant_id)):
                for verb in VERBS:
                    expected = attempt(verb, application.uuid, by)
                    assert asked(verb, application, by) == expected, (
                        verb,
                        by.role or by.scope,
                        application.status,
                    )
        transaction.set_rollback(True)


class TestNumbers:
    """An answer carries what it rests on."""

    def explained(self, application: Application, by: Actor) -> policies.Explanation:
        with acting(by, read_only=True):
            return policies.explain(make.reload(application), by)

    @pytest.mark.rule("R183")
    def test_the_quarter_and_the_total_are_told_apart(self):
        school = make.school()
        make.limit(school, total=4)
        make.proposed(school)
        by_the_quarter = self.explained(make.submitted(school), make.executor(school))
        assert (by_the_quarter.seat.refusal.code, by_the_quarter.seats.outside_used) == (
            "limits.no_outside_seats",
            1,
        )

    @pytest.mark.rule("R106", "R108")
    def test_the_blocking_application_is_named(self):
        school = make.school()
        first, second = make.submitted(school), make.submitted(school)

        found = self.explained(second, make.executor(school))

        assert found.blocking == first
        assert found.accept.refusal.context == {
            "blocking": first.reference, "number": 1, "received_at": first.received_at.isoformat(),
        }  # fmt: skip
        assert found.seat.allowed  # the order stands against it, not the seats

    def test_what_left_the_line_is_blocked_by_nobody(self):
        school = make.school()
        decided = make.proposed(school)
        returned = make.proposed(school)
        services.return_for_rework(uuid=decided.uuid, comment="?", by=make.director(school), now=make.NOW)

        found = self.explained(returned, make.executor(school))

        assert found.blocking is None
        assert found.accept.refusal.code == "admissions.already_processed"

    def test_another_role_is_told_apart_from_another_time(self):
        school = make.school()
        application = make.proposed(school)

        executor = self.explained(application, make.executor(school))

        assert executor.sign.is_for_another_role
        assert not executor.refuse.is_for_another_role


@pytest.mark.rule("R139")
@pytest.mark.parametrize(
    ("offers", "wish", "is_shown"),
    [(True, "pending", True), (True, "not_requested", False), (False, "pending", False)],
)
def test_transport_is_asked_about_where_it_is_offered_and_wanted(offers, wish, is_shown):
    application = make.draft(make.school(offers_transport=offers), transport=wish, documents=False)

    assert policies.asks_for_transport(application) is is_shown


def test_a_draft_without_a_school_asks_for_no_transport():
    assert not policies.asks_for_transport(make.draft(documents=False))
