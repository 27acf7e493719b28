import django.db.models.deletion
from django.db import migrations, models

from oqu.audit.operations import append_only
from oqu.core.rls import SCHOOL, SCOPE, row_security


class Migration(migrations.Migration):
    """Deadlines that move with the calendar, and those that are missed."""

    dependencies = [
        ('admissions', '0004_queue_counts'),
        ('staff', '0005_office_hours'),
    ]

    operations = [
        migrations.AlterField(
            model_name='journalentry',
            name='event',
            field=models.CharField(choices=[('arrived', 'Arrived'), ('decided', 'Decision made'), ('returned', 'Returned for rework'), ('signed', 'Signed'), ('withdrawn', 'Withdrawn'), ('limit_changed', 'Class limit changed'), ('due_moved', 'Deadline recalculated')], max_length=13, verbose_name='event'),
        ),
        migrations.CreateModel(
            name='Recalculation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('asked_by', models.BigIntegerField(null=True, verbose_name='person')),
                ('first', models.DateField(null=True, verbose_name='first day')),
                ('last', models.DateField(null=True, verbose_name='last day')),
                ('expected', models.PositiveIntegerField(verbose_name='to move')),
                ('looked', models.PositiveIntegerField(default=0, verbose_name='looked at')),
                ('moved', models.PositiveIntegerField(default=0, verbose_name='moved')),
                ('cursor', models.BigIntegerField(default=0)),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('school', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='staff.school', verbose_name='school')),
            ],
            options={
                'verbose_name': 'recalculation of deadlines',
                'verbose_name_plural': 'recalculations of deadlines',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('school', 'Executor and director'), ('department', 'Education department')], max_length=10, verbose_name='level')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='admissions.application', verbose_name='application')),
            ],
            options={
                'verbose_name': 'escalation',
                'verbose_name_plural': 'escalations',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('application', 'level'), name='admissions_escalation_once_per_level')],
            },
        ),
        row_security(
            "admissions_recalculation",
            visible=f"{SCOPE} = 'ministry' OR ({SCOPE} = 'school' AND school_id = {SCHOOL})",
        ),
        row_security(
            "admissions_escalation",
            visible="EXISTS (SELECT 1 FROM admissions_application a WHERE a.id = application_id)",
            writable="false",
        ),
        append_only("admissions_escalation"),
    ]
