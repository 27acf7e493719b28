import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from oqu.audit.operations import audited
from oqu.core.rls import PERSON, SCHOOL, SCOPE, row_security


class Migration(migrations.Migration):
    """Filters of the school's list, each its person's own."""

    dependencies = [
        ("admissions", "0015_list_exports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("view", models.CharField(max_length=10)),
                ("address", models.CharField(max_length=400)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="staff.school",
                        verbose_name="school",
                    ),
                ),
            ],
            options={
                "verbose_name": "kept filter",
                "verbose_name_plural": "kept filters",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "school", "view", "address"), name="admissions_keptfilter_once"
                    )
                ],
            },
        ),
        row_security(
            "admissions_keptfilter",
            visible=f"{SCOPE} = 'school' AND person_id = {PERSON} AND school_id = {SCHOOL}",
        ),
        audited("admissions_keptfilter"),
    ]
