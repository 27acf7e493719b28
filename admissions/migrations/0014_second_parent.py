import django.db.models.deletion
from django.db import migrations, models

from oqu.audit.operations import audited
from oqu.core.rls import PERSON, SCHOOL, SCOPE, row_security

# Asked by the policy of the applications, so it must not stand behind a policy that asks about applications.
SECOND_PARENT_OF = f"""
    CREATE FUNCTION admissions_second_parent_of() RETURNS SETOF bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT s.application_id FROM admissions_secondparent s
        JOIN staff_person p ON p.iin_index = s.iin_index WHERE p.id = {PERSON}
    $$
"""
PAPER_DRAFT = "status = 'draft' AND channel = 'manual'"
CLERK = f"""
    {SCOPE} = 'school' AND school_id = {SCHOOL} AND current_setting('oqu.role', true) IN ('director', 'executor')
"""
SEEN_BEFORE = f"""
    ({SCOPE} = 'parent' AND applicant_id = {PERSON} AND NOT ({PAPER_DRAFT}))
    OR (status <> 'draft' AND ({SCOPE} = 'ministry' OR ({CLERK})))
    OR ({CLERK} AND {PAPER_DRAFT} AND registered_by_id = {PERSON})
"""
SECOND = f"{SCOPE} = 'parent' AND status <> 'draft' AND id IN (SELECT admissions_second_parent_of())"
SEEN = """
    ALTER POLICY admissions_application_acting ON admissions_application USING ({scope} = 'system' OR {seen})
"""


class Migration(migrations.Migration):
    """Both parents of a child see its application; writing stays with the one who sent it."""

    dependencies = [("admissions", "0013_on_paper"), ("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SecondParent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("iin_index", models.CharField(editable=False, max_length=64)),
                ("joined_at", models.DateTimeField(blank=True, null=True, verbose_name="joined")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_parents",
                        to="admissions.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="joinings",
                        to="admissions.application",
                    ),
                ),
            ],
            options={"verbose_name": "second parent", "verbose_name_plural": "second parents"},
        ),
        migrations.AddIndex(
            "secondparent", models.Index(fields=["iin_index"], name="admissions_of_second_parent")
        ),
        migrations.AddConstraint(
            "secondparent",
            models.UniqueConstraint(
                fields=("application", "iin_index"), name="admissions_secondparent_once_per_application"
            ),
        ),
        migrations.AddConstraint(
            "secondparent",
            models.CheckConstraint(
                condition=models.Q(("draft__isnull", True), ("joined_at__isnull", False), _connector="OR"),
                name="admissions_secondparent_draft_only_of_joined",
            ),
        ),
        migrations.RunSQL(SECOND_PARENT_OF, "DROP FUNCTION admissions_second_parent_of()"),
        migrations.RunSQL(
            SEEN.format(scope=SCOPE, seen=f"({SEEN_BEFORE}) OR ({SECOND})"),
            SEEN.format(scope=SCOPE, seen=f"({SEEN_BEFORE})"),
        ),
        row_security(
            "admissions_secondparent",
            visible="EXISTS (SELECT 1 FROM admissions_application a WHERE a.id = application_id)",
        ),
        audited("admissions_secondparent"),
    ]
