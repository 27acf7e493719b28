"""Migration operations of the audit."""

from django.db import migrations

CREATE_FUNCTIONS = migrations.RunSQL(
    sql="""
        CREATE FUNCTION audit_row() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            columns text[] := '{}';
            subject jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
        BEGIN
            IF coalesce(current_setting('oqu.scope', true), '') = '' THEN
                RAISE EXCEPTION 'nobody acts: % on % needs a context', TG_OP, TG_TABLE_NAME
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            IF TG_OP = 'UPDATE' THEN
                SELECT coalesce(array_agg(n.key ORDER BY n.key), '{}') INTO columns
                FROM jsonb_each(to_jsonb(NEW)) n JOIN jsonb_each(to_jsonb(OLD)) o USING (key)
                WHERE n.value IS DISTINCT FROM o.value;
            END IF;
            INSERT INTO audit_auditentry
                (at, "table", "row", operation, changed, scope, person_id, school_id, role, request_id)
            VALUES (clock_timestamp(), TG_TABLE_NAME, coalesce(subject ->> 'id', ''), TG_OP, columns,
                current_setting('oqu.scope', true),
                nullif(current_setting('oqu.person', true), '')::bigint,
                nullif(current_setting('oqu.school', true), '')::bigint,
                coalesce(current_setting('oqu.role', true), ''),
                coalesce(current_setting('oqu.request', true), ''));
            RETURN NULL;
        END $$;

        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
                USING ERRCODE = 'insufficient_privilege';
        END $$;
    """,
    reverse_sql="DROP FUNCTION audit_row(); DROP FUNCTION refuse_change();",
)


def audited(table: str) -> migrations.RunSQL:
    """Every change of a row leaves an audit entry; without a context the change is refused."""
    return migrations.RunSQL(
        sql=f"""
            CREATE TRIGGER {table}_audited AFTER INSERT OR UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION audit_row();
        """,
        reverse_sql=f"DROP TRIGGER {table}_audited ON {table};",
    )


def append_only(table: str) -> migrations.RunSQL:
    """Rows are added and never changed or removed, by anybody."""
    return migrations.RunSQL(
        sql=f"""
            CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        reverse_sql=f"""
            DROP TRIGGER {table}_append_only ON {table};
            DROP TRIGGER {table}_no_truncate ON {table};
        """,
    )
