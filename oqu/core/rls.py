"""Row-level security as migration operations: policies stand from a table's first migration."""

from django.db import migrations

SCOPE = "current_setting('oqu.scope', true)"
PERSON = "nullif(current_setting('oqu.person', true), '')::bigint"
SCHOOL = "nullif(current_setting('oqu.school', true), '')::bigint"


def row_security(table: str, *, visible: str, writable: str | None = None) -> migrations.RunSQL:
    """
    Rows of `table` are seen where the SQL expression `visible` holds and written where `writable`
    does (the same, unless given). The system scope sees and writes everything; no context, nothing.
    """
    writable = writable or visible
    name = f"{table}_acting"
    return migrations.RunSQL(
        sql=f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            CREATE POLICY {name} ON {table}
                USING ({SCOPE} = 'system' OR ({visible}))
                WITH CHECK ({SCOPE} = 'system' OR ({writable}));
        """,
        reverse_sql=f"""
            DROP POLICY {name} ON {table};
            ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )
