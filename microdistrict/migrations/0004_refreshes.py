import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('microdistrict', '0003_attachments_with_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterRefresh',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
                ('outcome', models.CharField(blank=True, choices=[('taken', 'taken'), ('unavailable', 'the register did not answer'), ('refused', 'its rows hold errors')], max_length=11, verbose_name='outcome')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='rows changed')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('settlement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='microdistrict.settlement', verbose_name='settlement')),
            ],
            options={
                'verbose_name': 'refresh from the address register',
                'verbose_name_plural': 'refreshes from the address register',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('settlement',), name='microdistrict_registerrefresh_one_under_way'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('outcome', '')), models.Q(('done_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='microdistrict_registerrefresh_done_with_an_outcome')],
            },
        ),
    ]
