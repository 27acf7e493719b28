import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

from oqu.core.rls import SCHOOL, SCOPE

OWN = f"{SCOPE} = 'system' OR ({SCOPE} = 'school' AND school_id = {SCHOOL})"


class Migration(migrations.Migration):

    dependencies = [
        ('microdistrict', '0002_streets_under_every_name'),
        ('staff', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TerritoryCheck',
            fields=[
                ('school', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='staff.school', verbose_name='school')),
                ('checked_at', models.DateTimeField(verbose_name='checked at')),
                ('obsolete', models.PositiveIntegerField(default=0, verbose_name='obsolete')),
                ('outside', models.PositiveIntegerField(default=0, verbose_name='outside the settlement')),
                ('shared', models.PositiveIntegerField(default=0, verbose_name='of two schools')),
                ('unserved', models.PositiveIntegerField(default=0, verbose_name='of no school')),
            ],
            options={
                'verbose_name': 'check of a microdistrict',
                'verbose_name_plural': 'checks of microdistricts',
                'ordering': ['school__code'],
            },
        ),
        migrations.AddField(
            model_name='attachment',
            name='attached_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='attached at'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='detached_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='detached at'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='detached_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='detached by'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['school', 'attached_at'], name='microdistrict_attached_at'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(condition=models.Q(('detached_at__isnull', False)), fields=['school', 'detached_at'], name='microdistrict_detached_at'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('school', '='), ('street', '='), (django.db.models.functions.comparison.Coalesce('building', models.Value(0)), '='), (models.Func('starts_on', 'ends_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='microdistrict_attachment_once_a_day'),
        ),
        # Everybody may know which school serves an address; a school writes its own rows only.
        migrations.RunSQL(
            sql=f"""
                ALTER TABLE microdistrict_attachment ENABLE ROW LEVEL SECURITY;
                CREATE POLICY microdistrict_attachment_public ON microdistrict_attachment FOR SELECT USING (true);
                CREATE POLICY microdistrict_attachment_acting ON microdistrict_attachment
                    USING ({OWN}) WITH CHECK ({OWN});
            """,
            reverse_sql="""
                DROP POLICY microdistrict_attachment_acting ON microdistrict_attachment;
                DROP POLICY microdistrict_attachment_public ON microdistrict_attachment;
                ALTER TABLE microdistrict_attachment DISABLE ROW LEVEL SECURITY;
            """,
        ),
    ]
