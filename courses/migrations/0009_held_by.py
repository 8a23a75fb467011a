from django.db import migrations


def lists_are_held(apps, schema_editor):
    """The organisation that holds a group holds its list of participants too."""
    seatings = apps.get_model("gatherings", "Seating").objects
    for cohort in apps.get_model("courses", "Cohort").objects.only("seating_id", "organisation_id").iterator():
        seatings.filter(pk=cohort.seating_id).update(organisation=cohort.organisation_id)


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0008_cohorts'),
        ('gatherings', '0011_own_people'),
    ]

    operations = [
        migrations.RunPython(lists_are_held, migrations.RunPython.noop, elidable=True),
    ]
