from django.db import migrations, models


class Migration(migrations.Migration):
    """What waits for the signature and what is over are read by an index, however long the lists are."""

    dependencies = [("admissions", "0008_issued_codes")]

    operations = [
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("status", "on_signing")),
                fields=["queue", "number"],
                name="admissions_next_to_sign",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("status__in", ["accepted", "refused", "withdrawn"])),
                fields=["school", "-finalised_at", "-number"],
                name="admissions_processed",
            ),
        ),
    ]
