"""Every invariant is broken once, by the owner of the tables with the triggers off, and is found."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import override_settings

from admissions import services
from admissions.invariants import ALL
from oqu.core import clock
from tests import factories as make
from tests.admissions.invariants.world import World, break_by, build
from tests.database import as_owner

OF = "WHERE application_id = %({0})s AND event = %(event)s"
REWRITE = """
    UPDATE admissions_journalentry SET canonical = n.bytes, commitment = encode(sha256(n.bytes), 'hex')
    FROM (SELECT id, convert_to((convert_from(canonical, 'UTF8')::jsonb || '{facts}'::jsonb)::text, 'UTF8') AS bytes
          FROM admissions_journalentry) n
    WHERE n.id = admissions_journalentry.id AND application_id = %({whose})s AND event = '{event}'
"""
APPLICATION = "UPDATE admissions_application SET {} WHERE id = %({})s"


def application(change: str, whose: str) -> str:
    return APPLICATION.format(change, whose)


def entry(whose: str, event: str, **facts: object) -> str:
    """Other facts in an entry, sealed again as if they had always been there."""
    pairs = ", ".join(f'"{name}": {value}' for name, value in facts.items())
    return REWRITE.format(facts=f"{{{pairs}}}", whose=whose, event=event)


def later(whose: str, *events: str) -> str:
    """The entries come after everything else."""
    named = ", ".join(f"'{event}'" for event in events)
    return f"UPDATE admissions_journalentry SET id = id + 1000000 WHERE application_id = %({whose})s AND event IN ({named})"


# What is broken, by which statements, and everything that is then found.
BREAKS: dict[str, tuple[list[str], set[str]]] = {
    "a number is lost": (
        ["UPDATE admissions_queue SET last_number = last_number + 1 WHERE school_id = %(school)s"],
        {"numbers_gapless"},
    ),
    "a number is changed": (
        [application("number = 99", "waiting")],
        {"numbers_gapless", "entries_are_sealed"},
    ),
    "the last one came first": (
        [
            application("number = 99", "waiting"),
            application("number = 7", "refusing"),
            application("number = 5", "waiting"),
        ],
        {"numbers_in_order", "entries_are_sealed", "decided_in_order"},
    ),
    "the queue is another school's": (
        ["UPDATE admissions_queue SET school_id = %(elsewhere)s WHERE school_id = %(school)s"],
        {"queue_is_of_the_school"},
    ),
    "a count is wrong": (
        ["UPDATE admissions_queue SET accepted = accepted + 1 WHERE school_id = %(school)s"],
        {"queue_counts"},
    ),
    "the queue's last moment is wrong": (
        ["UPDATE admissions_queue SET last_received_at = NULL WHERE school_id = %(school)s"],
        {"queue_counts"},
    ),
    "a child has two": (
        [
            "DROP INDEX admissions_application_one_live_per_child",
            application("child_iin_index = (SELECT child_iin_index FROM admissions_application WHERE id = %(returned)s)",
                        "waiting"),
        ],
        {"one_live_per_child"},
    ),
    "decided before an earlier one": ([later("refused", "decided", "signed")], {"decided_in_order"}),
    "decided before a returned one": ([later("refusing", "decided")], {"decided_in_order"}),
    "a seat is counted that nobody holds": (
        ["UPDATE limits_classlimit SET used = used + 1 WHERE school_id = %(school)s"],
        {"seats_counted"},
    ),
    "a seat is held that nobody counts": (
        ["DELETE FROM limits_classlimit WHERE school_id = %(school)s"],
        {"seats_counted"},
    ),
    "accepted from outside beyond the quarter": (
        [entry("accepting", "decided", total=4, outside_quota=1)],
        {"seats_within_the_policy"},
    ),
    "accepted from outside beyond the total": (
        [entry("accepting", "decided", total=1, outside_quota=0)],
        {"seats_within_the_policy"},
    ),
    "accepted from outside without a stated total": (
        [entry("accepting", "decided", total="null", outside_quota=0)],
        {"seats_within_the_policy"},
    ),
    "a seat was not noted": ([entry("accepting", "decided", used=1)], {"seats_as_noted"}),
    "a seat from outside was not noted": ([entry("accepting", "decided", outside_used=1)], {"seats_as_noted"}),
    "a greater quarter was noted": (
        [entry("accepting", "decided", outside_quota=3)],
        {"split_by_the_policy"},
    ),
    "another document was signed": (
        ["UPDATE admissions_issueddocument SET sha256 = repeat('0', 64) WHERE application_id = %(accepted)s"],
        {"final_only_signed"},
    ),
    "accepted without a signature": (
        [
            "ALTER TABLE admissions_application DROP CONSTRAINT admissions_application_final_only_with_signature",
            application("signature_id = NULL", "accepted"),
        ],
        {"final_only_signed", "signed_as_noted"},
    ),
    "the signature is of another round": (
        ["UPDATE admissions_signature SET round = 7 WHERE application_id = %(accepted)s"],
        {"final_only_signed"},
    ),
    "the signature was replaced": (
        [
            "UPDATE admissions_signature SET cms = 'x', cms_sha256 = encode(sha256('x'), 'hex')"
            " WHERE application_id = %(accepted)s"
        ],
        {"signed_as_noted"},
    ),
    "the director's words are gone": (
        ["DELETE FROM admissions_rework WHERE application_id = %(returned)s"],
        {"returns_have_words"},
    ),
    "a decision left no entry": (
        ["DELETE FROM admissions_journalentry " + OF.format("refusing")],
        {"journal_tells_the_status"},
    ),
    "a return follows no decision": (
        ["DELETE FROM admissions_journalentry " + OF.format("returned")],
        {"journal_follows_the_moves", "decided_in_order"},
    ),
    "an arrival left no entry": (
        ["DELETE FROM admissions_journalentry WHERE application_id = %(withdrawn)s AND event = 'arrived'"],
        {"journal_follows_the_moves", "deadlines_as_noted"},
    ),
    "the journal tells another decision": (
        [entry("refusing", "decided", decision='"accept"')],
        {"journal_counts_the_rounds"},
    ),
    "a round nobody noted": (
        [application("round = 1", "refusing")],
        {"journal_counts_the_rounds", "returns_have_words"},
    ),
    "an entry has another seal": (
        [
            "ALTER TABLE admissions_journalentry DROP CONSTRAINT admissions_journalentry_commitment_of_canonical",
            "UPDATE admissions_journalentry SET commitment = repeat('0', 64) " + OF.format("refusing"),
        ],
        {"entries_are_sealed"},
    ),
    "an entry was dated back": (
        ["UPDATE admissions_journalentry SET at = at - interval '1 day' " + OF.format("refusing")],
        {"entries_are_sealed"},
    ),
    "the zone was changed": ([application("zone_type = 'in_zone'", "waiting")], {"arrived_as_noted"}),
    "a derivation tells another deadline": (
        [application("due_derivation = due_derivation || '{\"due_at\": \"2026-01-01T00:00:00+05:00\"}'", "accepted")],
        {"deadlines_as_derived"},
    ),
    "a deadline was moved for good": (
        [
            application("due_at = due_at + interval '1 day', due_derivation = due_derivation ||"
                        " jsonb_build_object('due_at', due_at + interval '1 day')", "accepted")
        ],
        {"deadlines_as_noted"},
    ),
    "the calendar changed and no deadline followed": (
        [
            "INSERT INTO calendar_specialday (date, kind, name_ru, name_kk, name_en, is_estimated)"
            " VALUES ('2026-05-13', 'day_off', '-', '-', '', false)"
        ],
        {"deadlines_recomputed"},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """The owner's connection, in one transaction that is rolled back."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media"))),
        as_owner(),
        clock.stopped_at(make.NOW),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(db: None) -> World:
    """Made once, by the services."""
    return build()


@pytest.fixture
def facts(world: World) -> Iterator[dict[str, object]]:
    elsewhere = make.school()
    with transaction.atomic():
        ids = {name: getattr(value, "pk", None) for name, value in vars(world).items()}
        yield {**ids, "elsewhere": elsewhere.pk, "event": "decided"}
        transaction.set_rollback(True)


def found() -> dict[str, SimpleNamespace]:
    verification = services.verify_journal(now=make.NOW)
    return {finding["code"]: SimpleNamespace(**finding) for finding in verification.findings}


def test_nothing_is_found_where_nothing_is_broken(world: World):
    assert found() == {}


@pytest.mark.rule("R46", "R59", "R76", "R98", "R105", "R108", "R127", "R155", "R159", "R162", "R163", "R176")
@pytest.mark.parametrize("what", BREAKS)
def test_is_found(facts: dict[str, object], what: str):
    statements, expected = BREAKS[what]

    break_by(*statements, **facts)

    assert set(found()) == expected


def test_every_invariant_is_broken_by_something():
    assert set().union(*(expected for _statements, expected in BREAKS.values())) == {
        each.code for each in ALL
    }


def test_a_finding_names_the_application_as_people_call_it(facts: dict[str, object]):
    break_by(application("zone_type = 'in_zone'", "waiting"), **facts)

    finding = found()["arrived_as_noted"]

    assert finding.count == 1
    assert finding.examples[0].startswith("2026-032-7: noted 2026-05-12")


def test_the_line_of_a_parallel_is_judged_by_itself(facts: dict[str, object], settings):
    break_by(later("refused", "decided", "signed"), application("language = 'ru'", "refused"), **facts)

    assert "decided_in_order" in found()
    settings.QUEUE_SCOPE = "parallel"
    assert "decided_in_order" not in found()


def test_deadlines_that_are_being_moved_are_not_compared(facts: dict[str, object]):
    break_by(
        *BREAKS["the calendar changed and no deadline followed"][0],
        "INSERT INTO admissions_recalculation (asked_at, expected, looked, moved, cursor)"
        " VALUES (now(), 1, 0, 0, 0)",
        **facts,
    )

    assert found() == {}
