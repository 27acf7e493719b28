from django.db import migrations

from oqu.core.rls import PERSON, SCHOOL, SCOPE, row_security

ROLES_OF_THE_SCHOOL = f"""
    "table" = 'staff_membership' AND EXISTS (
        SELECT 1 FROM staff_membership m WHERE m.id::text = audit_auditentry."row" AND m.school_id = {SCHOOL})
"""


class Migration(migrations.Migration):
    """
    What was behind views only: keys of the API are their person's, the audit is the ministry's, and a director
    reads in it what happened at the school.
    """

    dependencies = [
        ("staff", "0002_consent"),
        ("audit", "0003_from_where"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [
        row_security("staff_apitoken", visible=f"person_id = {PERSON}"),
        row_security(
            "audit_auditentry",
            visible=f"""
                {SCOPE} = 'ministry'
                OR ({SCOPE} = 'school' AND current_setting('oqu.role', true) = 'director'
                    AND (school_id = {SCHOOL} OR ({ROLES_OF_THE_SCHOOL})))
            """,
        ),
        row_security("django_admin_log", visible=f"{SCOPE} = 'ministry'"),
    ]
