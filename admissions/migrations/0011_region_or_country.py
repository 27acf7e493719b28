from django.db import migrations, models


class Migration(migrations.Migration):
    """A campaign without a region is the country's."""

    dependencies = [("admissions", "0010_sent_back")]

    operations = [
        migrations.AlterField(
            model_name="campaign",
            name="region_kato",
            field=models.CharField(
                blank=True,
                help_text=(
                    "Nine digits, as in 110000000. Empty: the dates of the country, for regions without dates "
                    "of their own."
                ),
                max_length=9,
                verbose_name="region (KATO)",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(region_kato__regex=r"^([0-9]{9})?$"),
                name="admissions_campaign_region_or_country",
            ),
        ),
    ]
