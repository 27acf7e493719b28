from django.db import migrations


class Migration(migrations.Migration):
    """The application may say that somebody reads; who it is comes from the context, not from the caller."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE FUNCTION audit_read(subject_table text, subject_row text) RETURNS void
                    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
                BEGIN
                    IF coalesce(current_setting('oqu.scope', true), '') = '' THEN
                        RAISE EXCEPTION 'nobody acts: a read of % needs a context', subject_table
                            USING ERRCODE = 'insufficient_privilege';
                    END IF;
                    INSERT INTO audit_auditentry
                        (at, "table", "row", operation, changed, scope, person_id, school_id, role, request_id)
                    VALUES (clock_timestamp(), subject_table, subject_row, 'READ', '{}',
                        current_setting('oqu.scope', true),
                        nullif(current_setting('oqu.person', true), '')::bigint,
                        nullif(current_setting('oqu.school', true), '')::bigint,
                        coalesce(current_setting('oqu.role', true), ''),
                        coalesce(current_setting('oqu.request', true), ''));
                END $$;
                REVOKE EXECUTE ON FUNCTION audit_read(text, text) FROM PUBLIC;
            """,
            reverse_sql="DROP FUNCTION audit_read(text, text);",
        ),
    ]
