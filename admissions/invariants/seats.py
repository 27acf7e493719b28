"""Seats: what is held equals what stands in the limits, and no acceptance from outside went beyond the policy."""

from django.db import connection
from django.utils.translation import gettext_noop as _

from admissions.invariants.base import EXAMPLES, FACTS, Broken, Invariant, rows_of
from limits.policies import ZoneType, policy

_OUTSIDE = f"'{ZoneType.OUT_OF_ZONE.value}'"
# One statement over two apps' tables: two would see two moments, and a busy portal would look broken.
_RECOUNT = f"""
    SELECT school_id, school_year_id, language, format('%s taken (%s from outside), the applications hold %s (%s)',
        coalesce(l.used, 0), coalesce(l.outside_used, 0), coalesce(h.used, 0), coalesce(h.outside_used, 0))
    FROM (SELECT * FROM limits_classlimit WHERE grade = 1) l FULL JOIN (
        SELECT a.school_id, c.school_year_id, a.language, count(*) AS used,
            count(*) FILTER (WHERE a.zone_type = {_OUTSIDE}) AS outside_used
        FROM admissions_application a JOIN admissions_campaign c ON c.id = a.campaign_id
        WHERE a.decision = 'accept' AND a.status IN ('on_signing', 'accepted')
        GROUP BY 1, 2, 3
    ) h USING (school_id, school_year_id, language)
    WHERE (coalesce(l.used, 0), coalesce(l.outside_used, 0)) <> (coalesce(h.used, 0), coalesce(h.outside_used, 0))
"""  # noqa: S608 a word of our own policy
_NOTED = f"""
    SELECT j.id, j.application_id, a.school_id, c.school_year_id, a.language, a.zone_type, j.event, facts
    FROM admissions_journalentry j {FACTS}
    JOIN admissions_application a ON a.id = j.application_id
    JOIN admissions_campaign c ON c.id = a.campaign_id
    WHERE j.event IN ('decided', 'returned', 'withdrawn')
"""  # noqa: S608 our own words
_BEYOND = f"""
    SELECT application_id, format('accepted from outside as %s of %s, %s of all %s',
        facts ->> 'outside_used', facts ->> 'outside_quota', facts ->> 'used', facts ->> 'total')
    FROM ({_NOTED}) noted
    WHERE facts ->> 'decision' = 'accept' AND zone_type = {_OUTSIDE} AND facts ? 'total' AND (
        facts ->> 'total' IS NULL OR (facts ->> 'used')::int > (facts ->> 'total')::int
        OR (facts ->> 'outside_used')::int > (facts ->> 'outside_quota')::int)
"""  # noqa: S608 a word of our own policy
# An acceptance holds a seat, a return or a withdrawal of an acceptance frees it; told again from the beginning.
_RETOLD = f"""
    WITH steps AS (
        SELECT *, CASE
            WHEN facts ->> 'decision' = 'accept' THEN 1
            WHEN event <> 'decided' AND lag(facts ->> 'decision') OVER (PARTITION BY application_id ORDER BY id) = 'accept'
            THEN -1 ELSE 0 END AS step
        FROM ({_NOTED}) noted
    ), told AS (
        SELECT *, sum(step) OVER parallel AS held,
            sum(CASE WHEN zone_type = {_OUTSIDE} THEN step ELSE 0 END) OVER parallel AS held_outside
        FROM steps WINDOW parallel AS (PARTITION BY school_id, school_year_id, language ORDER BY id)
    )
    SELECT application_id, format('accepted as %s (%s from outside), %s (%s) were held then',
        facts ->> 'used', facts ->> 'outside_used', held, held_outside)
    FROM told
    WHERE step = 1 AND ((facts ->> 'used')::int, (facts ->> 'outside_used')::int) <> (held, held_outside)
"""  # noqa: S608 a word of our own policy


def _quotas_of_another_policy() -> Broken:
    """The few different splits that acceptances noted, each asked of the policy it names."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT facts ->> 'policy', (facts ->> 'total')::int, (facts ->> 'outside_quota')::int"  # noqa: S608
            f" FROM ({_NOTED}) noted WHERE facts ->> 'total' IS NOT NULL ORDER BY 1, 2, 3"
        )
        splits = cursor.fetchall()
    wrong = []
    for named, total, quota in splits:
        name, _slash, version = named.partition("/")
        if policy(name, int(version)).outside_quota(total) != quota:
            wrong.append(f"{named}: {quota} of {total}")
    return Broken(len(wrong), wrong[:EXAMPLES])


INVARIANTS = (
    Invariant(
        "seats_counted",
        _("The seats taken in a parallel are those that its applications hold."),
        rows_of("parallel", _RECOUNT),
    ),
    Invariant(
        "seats_within_the_policy",
        _("Every acceptance from outside found a free seat, in the quarter and in the total."),
        rows_of("application", _BEYOND),
    ),
    Invariant(
        "seats_as_noted",
        _("Every acceptance noted as many taken seats as were held then."),
        rows_of("application", _RETOLD),
    ),
    Invariant(
        "split_by_the_policy",
        _("The quarter that an acceptance noted is that of the policy it names."),
        _quotas_of_another_policy,
    ),
)
