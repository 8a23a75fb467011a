"""The database keeps predictions; the columns that 0005 has read go.

The lock stands in the database, since a prediction must not change through any door once something has been found:
not by a form, not by `update()`, not by hand. A later migration that makes SQLite copy one of the two tables anew
(a changed column) loses the triggers and has to call `lock` again; tests/integration/improvement/test_pdsa_lock.py
tells when that was forgotten.
"""

from django.db import migrations

CYCLE, QUESTION = "improvement_pdsacycle", "improvement_pdsaquestion"
SAID = "the prediction is locked: something has been found"

SQLITE = (
    f"""CREATE TRIGGER improvement_pdsa_locked BEFORE UPDATE ON {QUESTION}
    WHEN (NEW.question IS NOT OLD.question OR NEW.prediction IS NOT OLD.prediction OR NEW.cycle_id IS NOT OLD.cycle_id)
    AND EXISTS (SELECT 1 FROM {CYCLE} WHERE id IN (OLD.cycle_id, NEW.cycle_id) AND first_finding_at IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
    f"""CREATE TRIGGER improvement_pdsa_no_more BEFORE INSERT ON {QUESTION}
    WHEN EXISTS (SELECT 1 FROM {CYCLE} WHERE id = NEW.cycle_id AND first_finding_at IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
    f"""CREATE TRIGGER improvement_pdsa_found AFTER UPDATE ON {QUESTION} WHEN NEW.finding <> ''
    BEGIN UPDATE {CYCLE} SET first_finding_at = strftime('%Y-%m-%d %H:%M:%f', 'now')
    WHERE id = NEW.cycle_id AND first_finding_at IS NULL; END""",
    f"""CREATE TRIGGER improvement_pdsa_found_new AFTER INSERT ON {QUESTION} WHEN NEW.finding <> ''
    BEGIN UPDATE {CYCLE} SET first_finding_at = strftime('%Y-%m-%d %H:%M:%f', 'now')
    WHERE id = NEW.cycle_id AND first_finding_at IS NULL; END""",
    f"""CREATE TRIGGER improvement_pdsa_stays BEFORE UPDATE ON {CYCLE}
    WHEN OLD.first_finding_at IS NOT NULL AND NEW.first_finding_at IS NOT OLD.first_finding_at
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
)
NAMES = ("locked", "no_more", "found", "found_new", "stays")

POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION improvement_pdsa_locked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.question = OLD.question AND NEW.prediction = OLD.prediction AND NEW.cycle_id = OLD.cycle_id THEN
            RETURN NEW;
        END IF;
        IF EXISTS (SELECT 1 FROM {CYCLE} WHERE id = OLD.cycle_id AND first_finding_at IS NOT NULL) THEN
            RAISE EXCEPTION '{SAID}' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF EXISTS (SELECT 1 FROM {CYCLE} WHERE id = NEW.cycle_id AND first_finding_at IS NOT NULL) THEN
        RAISE EXCEPTION '{SAID}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW; END $$""",
    f"""CREATE OR REPLACE FUNCTION improvement_pdsa_found() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE {CYCLE} SET first_finding_at = now() WHERE id = NEW.cycle_id AND first_finding_at IS NULL;
    RETURN NULL; END $$""",
    f"""CREATE OR REPLACE FUNCTION improvement_pdsa_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '{SAID}' USING ERRCODE = 'check_violation'; END $$""",
    f"""CREATE TRIGGER improvement_pdsa_locked BEFORE INSERT OR UPDATE ON {QUESTION}
    FOR EACH ROW EXECUTE FUNCTION improvement_pdsa_locked()""",
    f"""CREATE TRIGGER improvement_pdsa_found AFTER INSERT OR UPDATE ON {QUESTION}
    FOR EACH ROW WHEN (NEW.finding <> '') EXECUTE FUNCTION improvement_pdsa_found()""",
    f"""CREATE TRIGGER improvement_pdsa_stays BEFORE UPDATE ON {CYCLE} FOR EACH ROW
    WHEN (OLD.first_finding_at IS NOT NULL AND NEW.first_finding_at IS DISTINCT FROM OLD.first_finding_at)
    EXECUTE FUNCTION improvement_pdsa_stays()""",
)


def lock(apps, schema_editor):
    """Put the triggers in place."""
    for sql in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(sql)


def unlock(apps, schema_editor):
    """Take them away."""
    if schema_editor.connection.vendor == "sqlite":
        for name in NAMES:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS improvement_pdsa_{name}")
        return
    for name in ("locked", "found", "stays"):
        schema_editor.execute(f"DROP FUNCTION IF EXISTS improvement_pdsa_{name}() CASCADE")


class Migration(migrations.Migration):

    dependencies = [("improvement", "0005_pdsa_rows")]

    operations = [
        migrations.RemoveField(model_name="pdsacycle", name="finding"),
        migrations.RemoveField(model_name="pdsacycle", name="match"),
        migrations.RemoveField(model_name="pdsacycle", name="measure"),
        migrations.RemoveField(model_name="pdsacycle", name="prediction"),
        migrations.RemoveField(model_name="pdsacycle", name="question"),
        migrations.RunPython(lock, unlock),
    ]
