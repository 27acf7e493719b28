"""Every issued paper carries a code; those that were issued before get one now."""

from django.db import migrations, models

import admissions.models.document

LETTERS = admissions.models.document.CODE_LETTERS
CODES = f"""
    ALTER TABLE admissions_issueddocument DISABLE TRIGGER admissions_issueddocument_append_only;
    UPDATE admissions_issueddocument AS paper SET code = (
        SELECT string_agg(substr('{LETTERS}', 1 + floor(random() * 32)::int, 1), '')
        FROM generate_series(1, 16) WHERE paper.id IS NOT NULL
    );
    ALTER TABLE admissions_issueddocument ENABLE TRIGGER admissions_issueddocument_append_only;
"""


class Migration(migrations.Migration):
    dependencies = [("admissions", "0007_verification")]

    operations = [
        migrations.AddField("issueddocument", "code", models.CharField(default="", max_length=16)),
        migrations.RunSQL(CODES, migrations.RunSQL.noop),
        migrations.AlterField(
            "issueddocument",
            "code",
            models.CharField(default=admissions.models.document.new_code, max_length=16, unique=True),
        ),
        migrations.AlterField(
            "issueddocument",
            "kind",
            models.CharField(
                choices=[
                    ("application", "Application"),
                    ("decision", "Decision"),
                    ("notice", "Notice of the decision"),
                ],
                max_length=11,
            ),
        ),
    ]
