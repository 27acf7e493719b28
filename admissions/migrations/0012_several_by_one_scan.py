from django.db import migrations, models


class Migration(migrations.Migration):
    """Several decisions may be signed by one scan of a QR; those of before were one each."""

    dependencies = [("admissions", "0011_region_or_country")]

    operations = [
        migrations.AlterModelOptions(
            name="signingsession",
            options={
                "ordering": ["id"],
                "verbose_name": "signing session",
                "verbose_name_plural": "signing sessions",
            },
        ),
        migrations.AddField(
            model_name="signingsession",
            name="scan",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunSQL(
            "SET LOCAL oqu.scope = 'system'; UPDATE admissions_signingsession SET scan = uuid;",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="signingsession",
            name="scan",
            field=models.UUIDField(db_index=True, editable=False),
        ),
    ]
