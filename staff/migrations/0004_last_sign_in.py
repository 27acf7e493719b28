from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("staff", "0003_second_wall")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="last_sign_in_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="last sign-in"),
        ),
        migrations.AddField(
            model_name="membership",
            name="last_sign_in_method",
            field=models.CharField(
                blank=True,
                choices=[
                    ("QR", "eGov mobile"),
                    ("EDS_PERSON", "Personal digital signature"),
                    ("EDS_ORG", "Organisation's digital signature"),
                    ("PASSWORD", "Login and password"),
                ],
                default="",
                editable=False,
                max_length=10,
                verbose_name="signed in by",
            ),
            preserve_default=False,
        ),
    ]
