"""Numbers, the queue's own row, and one live application for a child."""

from django.utils.translation import gettext_noop as _

from admissions.invariants.base import Invariant, rows_of
from admissions.states import COUNTED, LIVE

_COUNTS = ", ".join(f"count(*) FILTER (WHERE a.status = '{status}') AS {status}" for status in COUNTED)
_SAME_COUNTS = " AND ".join(f"q.{status} = coalesce(n.{status}, 0)" for status in COUNTED)
_LIVE = ", ".join(f"'{status}'" for status in sorted(LIVE))

INVARIANTS = (
    Invariant(
        "numbers_gapless",
        _("Numbers of a queue begin at 1 and have no gaps; its newest number is the last one given."),
        rows_of(
            "queue",
            """
            SELECT q.id, format('%s numbers up to %s, the newest given is %s',
                count(DISTINCT a.number), coalesce(max(a.number), 0), q.last_number)
            FROM admissions_queue q LEFT JOIN admissions_application a ON a.queue_id = q.id
            GROUP BY q.id
            HAVING count(a.id) <> q.last_number OR count(DISTINCT a.number) <> q.last_number
                OR coalesce(max(a.number), 0) <> q.last_number
            """,
        ),
    ),
    Invariant(
        "numbers_in_order",
        _("Who has the greater number arrived not earlier."),
        rows_of(
            "application",
            """
            SELECT id, format('arrived %s, No. %s before it %s', received_at, number_before, received_before)
            FROM (
                SELECT id, received_at,
                    lag(received_at) OVER line AS received_before, lag(number) OVER line AS number_before
                FROM admissions_application WHERE queue_id IS NOT NULL
                WINDOW line AS (PARTITION BY queue_id ORDER BY number)
            ) arrived
            WHERE received_at < received_before
            """,
        ),
    ),
    Invariant(
        "queue_is_of_the_school",
        _("An application stands in the queue of its own school and campaign."),
        rows_of(
            "application",
            """
            SELECT a.id, format('stands in queue %s', q.id)
            FROM admissions_application a JOIN admissions_queue q ON q.id = a.queue_id
            WHERE (q.school_id, q.campaign_id) IS DISTINCT FROM (a.school_id, a.campaign_id)
            """,
        ),
    ),
    Invariant(
        "queue_counts",
        _("The queue's counts by status and its last moment equal a recount."),
        rows_of(
            "queue",
            f"""
            SELECT q.id, format('the queue counts %s on review, %s on signing, %s accepted, %s refused, '
                '%s withdrawn, the last at %s',
                q.on_review, q.on_signing, q.accepted, q.refused, q.withdrawn, q.last_received_at)
            FROM admissions_queue q LEFT JOIN (
                SELECT queue_id, max(received_at) AS last_received_at, {_COUNTS}
                FROM admissions_application a WHERE queue_id IS NOT NULL GROUP BY queue_id
            ) n ON n.queue_id = q.id
            WHERE NOT ({_SAME_COUNTS}) OR q.last_received_at IS DISTINCT FROM n.last_received_at
            """,  # noqa: S608 words of our own table of states
        ),
    ),
    Invariant(
        "one_live_per_child",
        _("A child has one live application in a school year, wherever it was sent."),
        rows_of(
            "application",
            f"""
            SELECT id, format('one of %s live ones of the same child', together)
            FROM (
                SELECT id, count(*) OVER (PARTITION BY child_iin_index, school_year) AS together
                FROM admissions_application WHERE status IN ({_LIVE})
            ) living
            WHERE together > 1
            """,  # noqa: S608 words of our own table of states
        ),
    ),
)
