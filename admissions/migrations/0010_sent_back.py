from django.db import migrations, models


class Migration(migrations.Migration):
    """What was sent back is counted and read by an index, however long the line is."""

    dependencies = [("admissions", "0009_lists_by_index")]

    operations = [
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("returned_at__isnull", False), ("status", "on_review")),
                fields=["queue", "number"],
                name="admissions_sent_back",
            ),
        ),
    ]
