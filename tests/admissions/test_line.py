"""Who stands in the line, who is at its head, and whom an application is with."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from admissions import line, services
from oqu.core.acting import Actor, acting
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    at = make.school()
    make.limit(at, language="ru")
    return at


def asked(question, application):
    with acting(make.SYSTEM):
        return question(application)


@pytest.mark.rule("R105")
class TestHead:
    def test_is_the_first_to_arrive(self, school):
        first, second = make.submitted(school), make.submitted(school)

        assert asked(line.head_of, first) == asked(line.head_of, second) == first

    def test_is_nobody_where_nothing_is_on_review(self, school):
        assert asked(line.head_of, make.proposed(school)) is None

    def test_of_a_draft_is_nobody(self, school):
        make.submitted(school)

        assert asked(line.head_of, make.draft(school)) is None

    def test_is_of_the_own_school(self, school):
        make.submitted()
        own = make.submitted(school)

        assert asked(line.head_of, own) == own

    @pytest.mark.parametrize(("scope", "is_next"), [("school", False), ("parallel", True)])
    def test_is_of_the_whole_school_or_of_the_language(self, settings, school, scope, is_next):
        settings.QUEUE_SCOPE = scope
        make.submitted(school, language="kk")
        russian = make.submitted(school, language="ru")

        assert (asked(line.head_of, russian) == russian) is is_next

    @pytest.mark.parametrize("scope", ["school", "parallel"])
    def test_of_many_lines_is_asked_at_once(self, settings, school, scope, django_assert_num_queries):
        settings.QUEUE_SCOPE = scope
        standing = [
            make.submitted(at, language=language)
            for at in (school, school, make.school())
            for language in ("kk",)
        ]
        standing.append(make.submitted(school, language="ru"))

        with acting(make.SYSTEM), django_assert_num_queries(2):
            heads = line.heads_of(standing)

        assert len(heads) == (2 if scope == "school" else 3)


class TestPlace:
    def test_counts_who_stands_before(self, school):
        make.proposed(school)
        make.submitted(school)
        last = make.submitted(school)

        assert line.place_of(last) == 1

    def test_is_known_to_a_family_that_sees_nobody_else(self, school):
        make.submitted(school)
        own = make.submitted(school)

        with acting(Actor.parent(own.applicant_id), read_only=True):
            assert line.place_of(own) == 1
            assert line.head_of(own) == own

    @pytest.mark.parametrize("scope", ["school", "parallel"])
    def test_tells_who_of_them_asks_for_the_same_seats(self, settings, school, scope):
        settings.QUEUE_SCOPE = scope
        make.submitted(school, in_zone=True)
        make.submitted(school, language="ru")
        make.submitted(school)
        own = make.submitted(school)

        with acting(make.SYSTEM, read_only=True):
            ahead = line.ahead_of(own)

        assert ahead == line.Ahead(total=3 if scope == "school" else 2, for_same_seats=1)


class TestHolder:
    def test_is_nobody_before_anybody_looked(self, school):
        assert asked(line.holder_of, make.submitted(school)) is None

    @pytest.mark.rule("R108")
    def test_is_the_executor_to_whom_it_was_returned(self, school):
        application = make.proposed(school)
        decided_by = application.decided_by
        services.return_for_rework(uuid=application.uuid, comment="?", by=make.director(school), now=make.NOW)

        holder = asked(line.holder_of, make.reload(application))

        assert (holder.person, holder.since, holder.is_returned) == (decided_by, make.NOW, True)

    def test_is_who_of_the_school_opened_it_last(self, school):
        application = make.submitted(school)
        early, late = make.member(school, Role.EXECUTOR), make.member(school, Role.EXECUTOR)
        for reader in (make.actor(early), make.actor(late), Actor.parent(application.applicant_id)):
            with acting(reader), connection.cursor() as cursor:
                cursor.execute("SELECT audit_read('admissions_application', %s)", [str(application.pk)])

        with acting(make.actor(early), read_only=True):
            holder = line.holder_of(application)

        assert (holder.person, holder.is_returned) == (late.person, False)

    def test_of_many_costs_no_more_queries_than_of_two(self, school):
        applications = [make.submitted(school) for _ in range(4)]
        reader = make.executor(school)
        for each in applications[1:]:
            with acting(reader), connection.cursor() as cursor:
                cursor.execute("SELECT audit_read('admissions_application', %s)", [str(each.pk)])

        counts = []
        for some in (applications[:2], applications):
            with acting(reader, read_only=True), CaptureQueriesContext(connection) as queries:
                assert list(line.holders_of(some)) == [each.pk for each in some[1:]]
            counts.append(len(queries))

        assert counts[0] == counts[1]

    def test_is_nobody_when_the_reader_is_no_person_any_more(self, school):
        application = make.submitted(school)
        with acting(Actor.school(0, school.pk, Role.EXECUTOR)), connection.cursor() as cursor:
            cursor.execute("SELECT audit_read('admissions_application', %s)", [str(application.pk)])

        assert asked(line.holder_of, application) is None
