"""The journal tells the whole story of every application, and nothing else."""

from django.utils.translation import gettext_noop as _

from admissions.invariants.base import FACTS, Invariant, rows_of
from admissions.states import MOVES

_NOTED = sorted({move.noted for move in MOVES.values()})
_EVENTS = ", ".join(f"'{event}'" for event in _NOTED)
# What may be noted first, and what after what: as the table of moves allows.
_FOLLOWS = ", ".join(
    sorted(
        {
            f"('{before.noted}', '{after.noted}')"
            for before in MOVES.values()
            for after in MOVES.values()
            if before.target in after.sources
        }
        | {f"('', '{MOVES['submit'].noted}')"}
    )
)
# Where an application is after an entry; a signature leads to the end that was decided.
_LEADS_TO = " ".join(
    f"WHEN last.event = '{move.noted}' AND a.decision = '{decision}' THEN '{move.target.value}'"
    for move, decision in ((MOVES["finalise_acceptance"], "accept"), (MOVES["finalise_refusal"], "refuse"))
) + " ".join(
    f" WHEN last.event = '{MOVES[name].noted}' THEN '{MOVES[name].target.value}'"
    for name in ("submit", "propose", "send_back", "withdraw")
)

INVARIANTS = (
    Invariant(
        "journal_tells_the_status",
        _("The last entry of an application leads to the status it has; a draft has none."),
        rows_of(
            "application",
            f"""
            SELECT a.id, format('%s, the last entry is %s', a.status, coalesce(last.event, 'none'))
            FROM admissions_application a LEFT JOIN LATERAL (
                SELECT event FROM admissions_journalentry j
                WHERE j.application_id = a.id AND event IN ({_EVENTS}) ORDER BY j.id DESC LIMIT 1
            ) last ON true
            WHERE a.status <> CASE {_LEADS_TO} WHEN last.event IS NULL THEN 'draft' ELSE '' END
            """,  # noqa: S608 words of our own table of states
        ),
    ),
    Invariant(
        "journal_follows_the_moves",
        _("Entries follow each other as the table of moves allows."),
        rows_of(
            "application",
            f"""
            SELECT application_id, format('%s after %s', event, coalesce(nullif(before, ''), 'nothing'))
            FROM (
                SELECT application_id, event,
                    coalesce(lag(event) OVER (PARTITION BY application_id ORDER BY id), '') AS before
                FROM admissions_journalentry WHERE application_id IS NOT NULL AND event IN ({_EVENTS})
            ) told
            WHERE (before, event) NOT IN ({_FOLLOWS})
            """,  # noqa: S608 words of our own table of states
        ),
    ),
    Invariant(
        "journal_counts_the_rounds",
        _("As many returns are noted as the round counts, and the present decision is the one noted last."),
        rows_of(
            "application",
            """
            SELECT a.id, format('round %s, %s returns noted, decision %s, noted %s',
                a.round, n.returns, a.decision, n.decision)
            FROM admissions_application a JOIN (
                SELECT application_id, count(*) FILTER (WHERE event = 'returned') AS returns,
                    (array_agg(convert_from(canonical, 'UTF8')::jsonb ->> 'decision' ORDER BY id DESC)
                        FILTER (WHERE event = 'decided'))[1] AS decision
                FROM admissions_journalentry WHERE event IN ('decided', 'returned') GROUP BY application_id
            ) n ON n.application_id = a.id
            WHERE n.returns <> a.round OR (a.decision <> '' AND n.decision IS DISTINCT FROM a.decision)
            """,
        ),
    ),
    Invariant(
        "entries_are_sealed",
        _("An entry's commitment is that of its bytes, and its bytes tell the same as its columns."),
        rows_of(
            "application",
            f"""
            SELECT j.application_id, format('entry %s (%s)', j.id, j.event)
            FROM admissions_journalentry j JOIN admissions_application a ON a.id = j.application_id
            {FACTS}
            WHERE j.commitment <> encode(sha256(j.canonical), 'hex') OR (
                (facts ->> 'event', facts ->> 'application', (facts ->> 'number')::int, (facts ->> 'school')::int,
                    (facts ->> 'campaign')::int, (facts ->> 'at')::timestamptz)
                = (j.event, a.uuid::text, a.number, a.school_id, a.campaign_id, j.at)
                AND j.school_id = a.school_id
            ) IS NOT TRUE
            """,  # noqa: S608 our own words
        ),
    ),
    Invariant(
        "arrived_as_noted",
        _("The arrival in the journal has the application's own moment and zone."),
        rows_of(
            "application",
            f"""
            SELECT a.id, format('noted %s (%s), received %s (%s)', j.at, facts ->> 'zone', a.received_at, a.zone_type)
            FROM admissions_journalentry j JOIN admissions_application a ON a.id = j.application_id
            {FACTS}
            WHERE j.event = 'arrived' AND (j.at, facts ->> 'zone') IS DISTINCT FROM (a.received_at, a.zone_type::text)
            """,  # noqa: S608 our own words
        ),
    ),
)
