"""What an invariant is: a question to the database that has no answer while everything is right."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection
from django.utils.functional import Promise

EXAMPLES = 20
# The facts of a journal entry `j`, read once: without OFFSET each mention of them would read the bytes again.
FACTS = "CROSS JOIN LATERAL (SELECT convert_from(j.canonical, 'UTF8')::jsonb AS facts OFFSET 0) noted"


@dataclass(frozen=True)
class Broken:
    """How many rows break an invariant, and the first of them: references and numbers, no person."""

    count: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Invariant:
    """`sentence` is what must hold, in words. `find` looks at all rows; called inside `acting` as the system."""

    code: str
    sentence: str | Promise
    find: Callable[[], Broken]


# The subject of a finding, by the id that the question gives.
_OF = {
    "application": """
        SELECT c.school_year_id || '-' || coalesce(s.code, '') || '-' || coalesce(a.number::text, 'draft'), b.detail,
            count(*) OVER ()
        FROM ({sql}) AS b(id, detail)
        JOIN admissions_application a ON a.id = b.id
        JOIN admissions_campaign c ON c.id = a.campaign_id
        LEFT JOIN staff_school s ON s.id = a.school_id
        ORDER BY c.school_year_id, s.code, a.number, a.id LIMIT {limit}
    """,
    "queue": """
        SELECT c.school_year_id || '-' || s.code, b.detail, count(*) OVER ()
        FROM ({sql}) AS b(id, detail)
        JOIN admissions_queue q ON q.id = b.id
        JOIN admissions_campaign c ON c.id = q.campaign_id
        JOIN staff_school s ON s.id = q.school_id
        ORDER BY c.school_year_id, s.code LIMIT {limit}
    """,
    "parallel": """
        SELECT b.school_year_id || '-' || s.code || ' ' || b.language, b.detail, count(*) OVER ()
        FROM ({sql}) AS b(school_id, school_year_id, language, detail)
        JOIN staff_school s ON s.id = b.school_id
        ORDER BY 1 LIMIT {limit}
    """,
}


def rows_of(subject: str, sql: str) -> Callable[[], Broken]:
    """
    The question of an invariant as SQL: rows of (id, detail) of an application or a queue, or of
    (school, year, language, detail) of a parallel.
    """
    question = _OF[subject].format(sql=sql, limit=EXAMPLES)

    def find() -> Broken:
        with connection.cursor() as cursor:
            cursor.execute(question)
            rows = cursor.fetchall()
        return Broken(rows[0][2], [f"{name}: {detail}" for name, detail, _all in rows]) if rows else Broken()

    return find
