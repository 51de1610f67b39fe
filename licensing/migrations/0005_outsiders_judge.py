"""Whoever acts for the exporter or for the maker of the cars judges no case of theirs.

Four eyes of 0002 look at who had a hand in the case; these look at who acts for its
companies, whenever they joined: an officer promoted from one, or a member since.
"""

from django.db import migrations

TABLES = [
    # table, its person, the name of the refusal
    ("licensing_recommendation", "recommended_by_id", "recommendation_by_outsider"),
    ("licensing_decision", "decided_by_id", "decision_by_outsider"),
]


def outsider_sql(table, person, name):
    # By name it fires after licensing_decision_four_eyes, which holds the case.
    trigger = f"{table}_outsider"
    forward = f"""
CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM licensing_application application
        JOIN exporters_membership member ON member.organisation_id
            IN (application.organisation_id, application.manufacturer_id)
        WHERE application.id = NEW.application_id AND member.user_id = NEW.{person}
    ) THEN
        RAISE EXCEPTION 'Whoever acts for a company of case % cannot judge it.',
            NEW.application_id
            USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER {trigger} BEFORE INSERT ON {table}
    FOR EACH ROW EXECUTE FUNCTION {trigger}();
"""
    reverse = f"DROP TRIGGER {trigger} ON {table};\nDROP FUNCTION {trigger}();\n"
    return forward, reverse


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0004_find_by_contract"),
        ("exporters", "0001_initial"),
    ]

    operations = [migrations.RunSQL(*outsider_sql(*row)) for row in TABLES]
