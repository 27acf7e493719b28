from django.db import migrations, models


class Migration(migrations.Migration):
    """The triggers need not know of it: the column fills itself from the context of the transaction."""

    dependencies = [("audit", "0002_reads")]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="ip",
            field=models.GenericIPAddressField(null=True, verbose_name="from where"),
        ),
        migrations.RunSQL(
            sql="""
                ALTER TABLE audit_auditentry
                    ALTER COLUMN ip SET DEFAULT nullif(current_setting('oqu.ip', true), '')::inet;
            """,
            reverse_sql="ALTER TABLE audit_auditentry ALTER COLUMN ip DROP DEFAULT;",
        ),
    ]
