"""PDSA in chains, question by question: the tables. 0005 fills them from what each cycle holds, 0006 sets the lock."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import portal.security.modelfields


class Migration(migrations.Migration):

    dependencies = [
        ("improvement", "0003_lists_of_a_project"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PdsaChain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", portal.security.modelfields.FreeCharField(max_length=200, verbose_name="the change idea")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("project", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="chains", to="improvement.project")),
            ],
            options={
                "verbose_name": "chain of tests",
                "verbose_name_plural": "chains of tests",
                "ordering": ["project", "pk"],
                "default_permissions": [],
            },
        ),
        migrations.RemoveConstraint(model_name="pdsacycle", name="improvement_pdsa_prediction_first"),
        migrations.AddField(
            model_name="pdsacycle",
            name="chain",
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="cycles", to="improvement.pdsachain", verbose_name="chain"),
        ),
        migrations.AddField(
            model_name="pdsacycle",
            name="first_finding_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="first finding"),
        ),
        # Only so that the way back has something to write before 0005 fills it.
        migrations.AlterField(
            model_name="pdsacycle",
            name="question",
            field=portal.security.modelfields.FreeTextField(blank=True, default=""),
        ),
        migrations.AlterField(
            model_name="pdsacycle",
            name="measure",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="improvement.measure"),
        ),
        migrations.AddField(
            model_name="pdsacycle",
            name="measures",
            field=models.ManyToManyField(blank=True, related_name="cycles", to="improvement.measure", verbose_name="shows on the charts of"),
        ),
        migrations.AddField(
            model_name="pdsacycle",
            name="plan_when",
            field=portal.security.modelfields.FreeTextField(blank=True, db_default="", default="", verbose_name="when"),
        ),
        migrations.AddField(
            model_name="pdsacycle",
            name="plan_where",
            field=portal.security.modelfields.FreeTextField(blank=True, db_default="", default="", verbose_name="where"),
        ),
        migrations.AddField(
            model_name="pdsacycle",
            name="plan_who",
            field=portal.security.modelfields.FreeTextField(blank=True, db_default="", default="", verbose_name="who does it"),
        ),
        migrations.AddField(
            model_name="pdsacycle",
            name="scale",
            field=models.CharField(
                blank=True,
                choices=[
                    ("one", "one person, one day"),
                    ("few", "a few persons, a few days"),
                    ("unit", "one team or unit, some weeks"),
                    ("several", "several teams or units"),
                    ("all", "everybody it concerns"),
                ],
                db_default="",
                default="",
                max_length=10,
                verbose_name="scale",
            ),
        ),
        migrations.AlterField(
            model_name="pdsacycle",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("adopt", "adopt: make it the way we work"),
                    ("adapt", "adapt: change it and test again"),
                    ("expand", "expand: test it at a larger scale"),
                    ("abandon", "abandon: try something else"),
                ],
                max_length=10,
                verbose_name="decision",
            ),
        ),
        migrations.AlterField(
            model_name="pdsacycle",
            name="plan",
            field=portal.security.modelfields.FreeTextField(blank=True, verbose_name="what is done"),
        ),
        migrations.AddConstraint(
            model_name="pdsacycle",
            constraint=models.CheckConstraint(
                condition=models.Q(("previous__isnull", True), models.Q(("previous", models.F("id")), _negated=True), _connector="OR"),
                name="improvement_pdsa_not_itself",
            ),
        ),
        migrations.CreateModel(
            name="PdsaQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("question", portal.security.modelfields.FreeTextField(verbose_name="question")),
                ("prediction", portal.security.modelfields.FreeTextField(blank=True, verbose_name="prediction")),
                ("finding", portal.security.modelfields.FreeTextField(blank=True, verbose_name="finding")),
                (
                    "match",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("as_predicted", "as predicted"),
                            ("partly", "partly as predicted"),
                            ("otherwise", "otherwise than predicted"),
                        ],
                        max_length=20,
                        verbose_name="compared with the prediction",
                    ),
                ),
                ("cycle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="improvement.pdsacycle")),
            ],
            options={
                "verbose_name": "question of a PDSA cycle",
                "verbose_name_plural": "questions of PDSA cycles",
                "ordering": ["cycle", "position"],
                "default_permissions": [],
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "position"), name="improvement_pdsa_question_place"),
                    models.CheckConstraint(
                        condition=models.Q(("finding", ""), models.Q(("prediction", ""), _negated=True), _connector="OR"),
                        name="improvement_pdsa_prediction_first",
                    ),
                ],
            },
        ),
    ]
