from django.db import migrations

from oqu.core.rls import SCHOOL, SCOPE

POLICY = f"""
    ALTER POLICY admissions_journalentry_acting ON admissions_journalentry
        USING ({SCOPE} = 'system' OR ({{rows}})) WITH CHECK ({SCOPE} = 'system' OR ({{rows}}))
"""
OF_AN_APPLICATION = "EXISTS (SELECT 1 FROM admissions_application a WHERE a.id = application_id)"
OF_THE_SCHOOL = f"{SCOPE} = 'school' AND school_id = {SCHOOL}"


class Migration(migrations.Migration):
    """What is noted of an application is seen by whoever sees the application; only limits are the whole school's."""

    dependencies = [("admissions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=POLICY.format(
                rows=f"{SCOPE} = 'ministry' OR {OF_AN_APPLICATION}"
                f" OR (application_id IS NULL AND {OF_THE_SCHOOL})"
            ),
            reverse_sql=POLICY.format(
                rows=f"{SCOPE} = 'ministry' OR school_id = {SCHOOL} OR {OF_AN_APPLICATION}"
            ),
        ),
    ]
