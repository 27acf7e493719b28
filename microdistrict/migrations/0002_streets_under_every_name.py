import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


def fold_anew(apps, schema_editor):
    """The search keys of the rows that are there, made by the present rules."""
    for model in ("Street", "StreetAlias"):
        for row in apps.get_model("microdistrict", model).objects.iterator():
            row.save(update_fields=["fold"])


class Migration(migrations.Migration):

    dependencies = [
        ('microdistrict', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StreetRename',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('district_ru', models.CharField(blank=True, max_length=100, verbose_name='district')),
                ('old_name', models.CharField(max_length=200, verbose_name='old name')),
                ('new_name', models.CharField(max_length=200, verbose_name='new name')),
                ('status', models.CharField(blank=True, max_length=100, verbose_name='status')),
                ('year', models.CharField(blank=True, max_length=20, verbose_name='year')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
            ],
            options={
                'verbose_name': 'renaming of a street',
                'verbose_name_plural': 'renamings of streets',
                'ordering': ['settlement', 'old_name', 'new_name'],
            },
        ),
        migrations.RemoveIndex(
            model_name='street',
            name='microdistrict_street_by_sound',
        ),
        migrations.AddField(
            model_name='building',
            name='modified_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='changed in the register at'),
        ),
        migrations.AddField(
            model_name='settlement',
            name='above_kk',
            field=models.CharField(blank=True, editable=False, max_length=600),
        ),
        migrations.AddField(
            model_name='settlement',
            name='above_ru',
            field=models.CharField(blank=True, editable=False, max_length=600),
        ),
        migrations.AddField(
            model_name='settlement',
            name='is_actual',
            field=models.BooleanField(default=True, verbose_name='in force'),
        ),
        migrations.AddField(
            model_name='settlement',
            name='modified_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='changed in the register at'),
        ),
        migrations.AddField(
            model_name='settlement',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='microdistrict.settlement', verbose_name='lies in'),
        ),
        migrations.AddField(
            model_name='settlement',
            name='register_id',
            field=models.CharField(blank=True, max_length=20, null=True, unique=True, verbose_name='code in the register'),
        ),
        migrations.AddField(
            model_name='street',
            name='former',
            field=models.TextField(db_default='', default='', editable=False),
        ),
        migrations.AddField(
            model_name='street',
            name='modified_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='changed in the register at'),
        ),
        migrations.AddField(
            model_name='streetrename',
            name='settlement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='microdistrict.settlement', verbose_name='settlement'),
        ),
        migrations.AddField(
            model_name='street',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Concat('fold', models.Value(' '), 'former', output_field=models.TextField()), output_field=models.TextField()),
        ),
        migrations.AddIndex(
            model_name='street',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='microdistrict_street_by_words', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='streetrename',
            constraint=models.UniqueConstraint(fields=('settlement', 'old_name', 'new_name'), name='microdistrict_streetrename_once'),
        ),
        migrations.RunSQL(
            sql="""
                CREATE FUNCTION microdistrict_former_names() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    UPDATE microdistrict_street SET former = coalesce(
                        (SELECT string_agg(fold, ' ' ORDER BY id) FROM microdistrict_streetalias
                         WHERE street_id = microdistrict_street.id), '')
                    WHERE id IN (OLD.street_id, NEW.street_id);
                    RETURN NULL;
                END $$;
                CREATE TRIGGER microdistrict_former_names AFTER INSERT OR UPDATE OR DELETE
                    ON microdistrict_streetalias FOR EACH ROW EXECUTE FUNCTION microdistrict_former_names();

                CREATE FUNCTION microdistrict_streets_like(kato text, asked text, at_most integer)
                    RETURNS TABLE (street_id bigint, alike real)
                    LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = 0.45 AS $$
                    SELECT id, word_similarity(asked, search) AS alike FROM microdistrict_street
                    WHERE settlement_id = kato AND is_actual AND asked <% search
                    ORDER BY alike DESC, length(search), id LIMIT at_most
                $$;
            """,
            reverse_sql="""
                DROP FUNCTION microdistrict_streets_like(text, text, integer);
                DROP TRIGGER microdistrict_former_names ON microdistrict_streetalias;
                DROP FUNCTION microdistrict_former_names();
            """,
        ),
        migrations.RunPython(fold_anew, migrations.RunPython.noop, elidable=True),
    ]
