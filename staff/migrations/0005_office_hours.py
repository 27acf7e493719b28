import django.db.models.deletion
from django.db import migrations, models

from oqu.audit.operations import audited


class Migration(migrations.Migration):
    """Days on which a school keeps other hours, and who is told of its overdue applications."""

    dependencies = [
        ('staff', '0004_last_sign_in'),
    ]

    operations = [
        migrations.CreateModel(
            name='EducationDepartment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kato', models.CharField(help_text='Nine digits: a whole region, as in 110000000, or one settlement of it.', max_length=9, unique=True, verbose_name='region or settlement (KATO)')),
                ('name_ru', models.CharField(max_length=200, verbose_name='name in Russian')),
                ('name_kk', models.CharField(max_length=200, verbose_name='name in Kazakh')),
                ('email', models.EmailField(help_text='Overdue applications are reported here.', max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=16, verbose_name='phone')),
            ],
            options={
                'verbose_name': 'education department',
                'verbose_name_plural': 'education departments',
                'ordering': ['kato'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kato__regex', '^[0-9]{9}$')), name='staff_educationdepartment_kato_is_9_digits')],
            },
        ),
        migrations.CreateModel(
            name='OfficeDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='date')),
                ('opens_at', models.TimeField(verbose_name='opens at')),
                ('closes_at', models.TimeField(verbose_name='closes at')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='office_days', to='staff.school', verbose_name='school')),
            ],
            options={
                'verbose_name': 'day with other hours',
                'verbose_name_plural': 'days with other hours',
                'ordering': ['date'],
                'constraints': [models.UniqueConstraint(fields=('school', 'date'), name='staff_officeday_told_once'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='staff_officeday_closes_after_opening')],
            },
        ),
        audited("staff_officeday"),
        audited("staff_educationdepartment"),
    ]
