import django.db.models.expressions
from django.db import migrations, models

# Written by the database, so that no way of changing a day is left out.
NOTE_CHANGES = migrations.RunSQL(
    sql="""
        CREATE FUNCTION calendar_note_change() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
            IF coalesce(current_setting('oqu.scope', true), '') = '' THEN
                RAISE EXCEPTION 'nobody acts: % on % needs a context', TG_OP, TG_TABLE_NAME
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
                RETURN NULL;
            END IF;
            INSERT INTO calendar_calendarchange (at, date, before, after, scope, person_id, request_id)
            VALUES (clock_timestamp(),
                CASE TG_OP WHEN 'DELETE' THEN OLD.date ELSE NEW.date END,
                CASE TG_OP WHEN 'INSERT' THEN NULL ELSE to_jsonb(OLD) END,
                CASE TG_OP WHEN 'DELETE' THEN NULL ELSE to_jsonb(NEW) END,
                current_setting('oqu.scope', true),
                nullif(current_setting('oqu.person', true), '')::bigint,
                coalesce(current_setting('oqu.request', true), ''));
            RETURN NULL;
        END $$;
        CREATE TRIGGER calendar_specialday_noted AFTER INSERT OR UPDATE OR DELETE ON calendar_specialday
            FOR EACH ROW EXECUTE FUNCTION calendar_note_change();

        -- The days that stood before their changes were noted are the first versions.
        INSERT INTO calendar_calendarchange (at, date, after, scope, request_id)
            SELECT now(), date, to_jsonb(d), 'system', '' FROM calendar_specialday d ORDER BY date;

        CREATE FUNCTION calendar_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
                USING ERRCODE = 'insufficient_privilege';
        END $$;
        CREATE TRIGGER calendar_calendarchange_append_only BEFORE UPDATE OR DELETE ON calendar_calendarchange
            FOR EACH ROW EXECUTE FUNCTION calendar_refuse_change();
        CREATE TRIGGER calendar_calendarchange_no_truncate BEFORE TRUNCATE ON calendar_calendarchange
            FOR EACH STATEMENT EXECUTE FUNCTION calendar_refuse_change();
    """,
    reverse_sql="""
        DROP TRIGGER calendar_specialday_noted ON calendar_specialday;
        DROP TRIGGER calendar_calendarchange_append_only ON calendar_calendarchange;
        DROP TRIGGER calendar_calendarchange_no_truncate ON calendar_calendarchange;
        DROP FUNCTION calendar_note_change();
        DROP FUNCTION calendar_refuse_change();
    """,
)


class Migration(migrations.Migration):
    """Who changed which day and when; the version of the calendar is the newest of these changes."""

    dependencies = [("calendar", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="CalendarChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("date", models.DateField(verbose_name="date")),
                ("before", models.JSONField(null=True, verbose_name="was")),
                ("after", models.JSONField(null=True, verbose_name="became")),
                ("scope", models.CharField(max_length=10, verbose_name="scope")),
                ("person_id", models.BigIntegerField(null=True, verbose_name="person")),
                ("request_id", models.CharField(max_length=32, verbose_name="request")),
            ],
            options={
                "verbose_name": "change of the calendar",
                "verbose_name_plural": "changes of the calendar",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="specialday",
            name="swapped_with",
            field=models.DateField(
                blank=True,
                help_text="When an order moves a day off, write here the other day of the pair; its row is made and removed together with this one.",
                null=True,
                unique=True,
                verbose_name="moved: the other day",
            ),
        ),
        migrations.AlterField(
            model_name="specialday",
            name="is_estimated",
            field=models.BooleanField(
                default=False,
                help_text="Kurban Ait is counted in advance and confirmed later.",
                verbose_name="the date is an estimate",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("swapped_with__isnull", True),
                    models.Q(("swapped_with", django.db.models.expressions.F("date")), _negated=True),
                    _connector="OR",
                ),
                name="calendar_specialday_swapped_with_another",
            ),
        ),
        NOTE_CHANGES,
    ]
