"""Nobody was decided out of turn: read from the journal, where each decision has its place among all others."""

from django.conf import settings
from django.utils.translation import gettext_noop as _

from admissions.invariants.base import Broken, Invariant, rows_of

# Entries of one queue are written under its lock, so their ids are in the order of what happened. An
# application stands on review from its arrival to its first decision, and again from each return to the next.
_OUT_OF_TURN = """
    WITH life AS (
        SELECT a.id, a.queue_id, {language} AS language, a.number,
            min(j.id) FILTER (WHERE j.event = 'decided') AS decided,
            min(j.id) FILTER (WHERE j.event IN ('decided', 'withdrawn')) AS gone
        FROM admissions_application a JOIN admissions_journalentry j ON j.application_id = a.id
        GROUP BY a.id
    ), turn AS (
        SELECT id, decided, max(coalesce(gone, {for_ever})) OVER (
            PARTITION BY queue_id, language ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS all_before_gone
        FROM life
    ), returned AS (
        SELECT a.queue_id, {language} AS language, a.number, j.id AS since, coalesce((
            SELECT min(n.id) FROM admissions_journalentry n
            WHERE n.application_id = a.id AND n.id > j.id AND n.event IN ('decided', 'withdrawn')
        ), {for_ever}) AS until
        FROM admissions_journalentry j JOIN admissions_application a ON a.id = j.application_id
        WHERE j.event = 'returned'
    )
    SELECT id, 'decided while an earlier one was on review' FROM turn WHERE all_before_gone > decided
    UNION
    SELECT a.id, format('decided while No. %s was on review again', min(r.number))
    FROM returned r
    JOIN admissions_application a ON a.queue_id = r.queue_id AND a.number > r.number
    JOIN admissions_journalentry j ON j.application_id = a.id AND j.event = 'decided'
        AND j.id > r.since AND j.id < r.until
    WHERE {language} = r.language
    GROUP BY a.id
"""


def _out_of_turn() -> Broken:
    """By the present QUEUE_SCOPE."""
    language = "a.language" if settings.QUEUE_SCOPE == "parallel" else "''"
    return rows_of("application", _OUT_OF_TURN.format(language=language, for_ever=2**63 - 1))()


INVARIANTS = (
    Invariant(
        "decided_in_order",
        _("Nobody was decided while an earlier application of the same line was on review."),
        _out_of_turn,
    ),
)
