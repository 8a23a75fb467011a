"""One question row from each cycle, its measure among several, and a chain for each first cycle and its followers.

By itself: PostgreSQL changes no table that has writes waiting in the same transaction.
"""

from django.db import migrations
from django.utils import timezone


def rows_from_columns(apps, schema_editor):
    """One question from each cycle, its measure among several, and a chain for each first cycle and its followers."""
    Cycle = apps.get_model("improvement", "PdsaCycle")
    Question = apps.get_model("improvement", "PdsaQuestion")
    Chain = apps.get_model("improvement", "PdsaChain")
    chains = {}
    for cycle in Cycle.objects.order_by("project_id", "number"):
        Question.objects.create(
            cycle=cycle,
            question=cycle.question,
            prediction=cycle.prediction,
            finding=cycle.finding,
            match=cycle.match,
        )
        if cycle.measure_id:
            cycle.measures.add(cycle.measure_id)
        chain = chains.get(cycle.previous_id)
        if chain is None:
            chain = Chain.objects.create(project_id=cycle.project_id, name=cycle.title, changed_by_id=cycle.changed_by_id)
        chains[cycle.pk] = chain
        Cycle.objects.filter(pk=cycle.pk).update(chain=chain)
        if cycle.finding:
            Cycle.objects.filter(pk=cycle.pk, first_finding_at=None).update(first_finding_at=timezone.now())


def columns_from_rows(apps, schema_editor):
    """Back: the first question and the first measure go into the cycle; further ones are lost."""
    Cycle = apps.get_model("improvement", "PdsaCycle")
    for cycle in Cycle.objects.all():
        first = cycle.questions.order_by("position").first()
        values = {name: getattr(first, name) for name in ("question", "prediction", "finding", "match")} if first else {}
        Cycle.objects.filter(pk=cycle.pk).update(measure=cycle.measures.order_by("pk").first(), **values)


class Migration(migrations.Migration):

    dependencies = [("improvement", "0004_pdsa_chains")]

    operations = [migrations.RunPython(rows_from_columns, columns_from_rows)]
