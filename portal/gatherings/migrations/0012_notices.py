from datetime import UTC, datetime, timedelta

import django.db.models.deletion
from django.db import migrations, models

import portal.security.modelfields


def kept_from_marks(apps, schema_editor):
    """Keep what the letters of the step that holds have told; it stood in words that held the time alone.

    Of earlier steps the place is not known: a letter says nothing of them.
    """
    letters = apps.get_model("gatherings", "SentLetter").objects
    gatherings = apps.get_model("gatherings", "Gathering").objects
    notices = apps.get_model("gatherings", "Notice").objects
    for about in letters.filter(about__startswith="when-").values_list("about", flat=True).distinct():
        mark, _of, pk = about.partition(" of ")
        sequence, _colon, span = mark.removeprefix("when-").partition(":")
        row = gatherings.filter(pk=int(pk), sequence=int(sequence)).first()
        if row is None:
            continue
        moment, _plus, minutes = span.partition("+")
        begins = datetime.strptime(moment, "%y%m%d%H%M").replace(tzinfo=UTC)
        told = {"starts_at": begins, "ends_at": begins + timedelta(minutes=int(minutes)), "form": row.form}
        # Whoever wrote the place has been asked about anything in it that looks like an identity number.
        with portal.security.modelfields.identity_override(True):
            notices.get_or_create(
                gathering=row, sequence=row.sequence, defaults={**told, "place": row.place, "address": row.address}
            )
    letters.filter(about__startswith="when-").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('gatherings', '0011_own_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField(editable=False)),
                ('starts_at', models.DateTimeField(editable=False, verbose_name='starts')),
                ('ends_at', models.DateTimeField(editable=False, verbose_name='ends')),
                ('form', models.CharField(choices=[('room', 'in a room'), ('hybrid', 'in a room and online'), ('digital', 'online')], editable=False, max_length=10, verbose_name='where people meet')),
                ('place', portal.security.modelfields.FreeCharField(blank=True, editable=False, max_length=200, verbose_name='room')),
                ('address', portal.security.modelfields.FreeCharField(blank=True, editable=False, max_length=300, verbose_name='address')),
                ('gathering', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='gatherings.gathering')),
            ],
            options={
                'verbose_name': 'what letters told of a meeting',
                'verbose_name_plural': 'what letters told of meetings',
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('gathering', 'sequence'), name='gatherings_notice_once')],
            },
        ),
        migrations.RunPython(kept_from_marks, migrations.RunPython.noop, elidable=True),
    ]
