"""What the database refuses by itself, whoever asks and by whatever way.

Four eyes (R-W1): a decision by somebody who had a hand in the case, without a
recommendation of somebody else, or while the case is not at the second level.
An application closed as granted or refused without that decision. A licence without a
grant, altered on its face (R-C1) or deleted. A licence type changed while in use.
"""

from django.db import migrations

from portal.lib.append_only import append_only_sql

ADDED_ONLY = [
    "licensing_submission",
    "licensing_participation",
    "licensing_recommendation",
    "licensing_decision",
    "licensing_licenceending",
]

DECISION = """
CREATE FUNCTION licensing_decision_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    case_state text;
BEGIN
    -- The lock keeps the case as it is until this decision is committed or gone.
    SELECT state INTO case_state FROM licensing_application
        WHERE id = NEW.application_id FOR UPDATE;
    IF case_state IS DISTINCT FROM 'RECOMMENDED' THEN
        RAISE EXCEPTION 'Case % is not at the second level.', NEW.application_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_at_second_level';
    END IF;
    IF NOT EXISTS (
        SELECT FROM accounts_user
        WHERE id = NEW.decided_by_id AND is_active AND role = 'HEAD'
    ) THEN
        RAISE EXCEPTION 'Only a second-level officer decides.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_by_second_level';
    END IF;
    IF NEW.recommendation_id IS DISTINCT FROM (
        SELECT id FROM licensing_recommendation
        WHERE application_id = NEW.application_id ORDER BY number DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'A decision rests on the latest recommendation of its case.'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'decision_on_latest_recommendation';
    END IF;
    IF EXISTS (
        SELECT FROM licensing_participation
            WHERE application_id = NEW.application_id AND user_id = NEW.decided_by_id
        UNION ALL SELECT FROM licensing_application
            WHERE id = NEW.application_id AND NEW.decided_by_id
                IN (created_by_id, submitted_by_id, officer_id)
        UNION ALL SELECT FROM licensing_recommendation
            WHERE application_id = NEW.application_id
                AND recommended_by_id = NEW.decided_by_id
        UNION ALL SELECT FROM licensing_correction
            WHERE application_id = NEW.application_id
                AND NEW.decided_by_id IN (requested_by_id, answered_by_id)
        UNION ALL SELECT FROM licensing_submission
            WHERE application_id = NEW.application_id
                AND submitted_by_id = NEW.decided_by_id
        UNION ALL SELECT FROM licensing_document
            WHERE application_id = NEW.application_id
                AND NEW.decided_by_id IN (uploaded_by_id, removed_by_id)
        UNION ALL SELECT FROM licensing_vehicleimport
            WHERE application_id = NEW.application_id
                AND NEW.decided_by_id IN (uploaded_by_id, agreed_by_id)
    ) THEN
        RAISE EXCEPTION 'Whoever had a hand in case % cannot decide it.',
            NEW.application_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_four_eyes';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER licensing_decision_four_eyes BEFORE INSERT ON licensing_decision
    FOR EACH ROW EXECUTE FUNCTION licensing_decision_four_eyes();
"""
DECISION_REVERSE = """
DROP TRIGGER licensing_decision_four_eyes ON licensing_decision;
DROP FUNCTION licensing_decision_four_eyes();
"""

APPLICATION = """
CREATE FUNCTION licensing_application_closed_by_decision() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state IN ('GRANTED', 'REFUSED', 'WITHDRAWN')
        AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'Case % is closed.', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_stays_closed';
    END IF;
    IF NEW.state IN ('GRANTED', 'REFUSED') AND NOT EXISTS (
        SELECT FROM licensing_decision WHERE application_id = NEW.id AND outcome =
            CASE NEW.state WHEN 'GRANTED' THEN 'GRANT' ELSE 'REFUSE' END
    ) THEN
        RAISE EXCEPTION 'Case % has no such decision.', NEW.id
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'application_closed_by_decision';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.type_version_id <> OLD.type_version_id THEN
        RAISE EXCEPTION 'Case % keeps the rules it began with.', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_type_pinned';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER licensing_application_closed_by_decision
    BEFORE INSERT OR UPDATE OF state, type_version_id ON licensing_application
    FOR EACH ROW EXECUTE FUNCTION licensing_application_closed_by_decision();
"""
APPLICATION_REVERSE = """
DROP TRIGGER licensing_application_closed_by_decision ON licensing_application;
DROP FUNCTION licensing_application_closed_by_decision();
"""

LICENCE = """
CREATE FUNCTION licensing_licence_face() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (
            SELECT FROM licensing_decision
            WHERE application_id = NEW.application_id AND outcome = 'GRANT'
                AND decided_by_id = NEW.issued_by_id
        ) THEN
            RAISE EXCEPTION 'Licence % has no grant behind it.', NEW.number
                USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_by_grant';
        END IF;
        IF NEW.ended_as <> '' THEN
            RAISE EXCEPTION 'Licence % cannot begin ended.', NEW.number
                USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_begins_live';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Licence % stays in the register.', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - 'ended_as') <> (to_jsonb(OLD) - 'ended_as') THEN
        RAISE EXCEPTION 'Nobody alters the face of licence %.', OLD.number
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'licence_face_fixed';
    END IF;
    IF NEW.ended_as <> OLD.ended_as AND NEW.ended_as <> '' AND NOT EXISTS (
        SELECT FROM licensing_licenceending
        WHERE licence_id = NEW.id AND kind = NEW.ended_as
    ) THEN
        RAISE EXCEPTION 'Licence % has no such ending.', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_ended_by_act';
    END IF;
    IF OLD.ended_as = 'REVOKED' AND NEW.ended_as <> OLD.ended_as THEN
        RAISE EXCEPTION 'Licence % stays revoked.', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_stays_revoked';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER licensing_licence_face BEFORE INSERT OR UPDATE OR DELETE
    ON licensing_licence FOR EACH ROW EXECUTE FUNCTION licensing_licence_face();
"""
LICENCE_REVERSE = """
DROP TRIGGER licensing_licence_face ON licensing_licence;
DROP FUNCTION licensing_licence_face();
"""

CATALOGUE = """
CREATE FUNCTION licensing_version_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version bigint;
BEGIN
    IF TG_TABLE_NAME = 'licensing_licencetypeversion' THEN
        version := OLD.id;
        IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - 'valid_until')
                = (to_jsonb(OLD) - 'valid_until') THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'INSERT' THEN
        version := NEW.version_id;
    ELSE
        version := OLD.version_id;
    END IF;
    IF EXISTS (
        SELECT FROM licensing_application WHERE type_version_id = version
    ) THEN
        RAISE EXCEPTION 'Cases rest on version %; make a new one.', version
            USING ERRCODE = 'restrict_violation',
                  CONSTRAINT = 'licence_type_version_pinned';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER licensing_version_pinned BEFORE UPDATE OR DELETE
    ON licensing_licencetypeversion
    FOR EACH ROW EXECUTE FUNCTION licensing_version_pinned();
CREATE TRIGGER licensing_version_pinned BEFORE INSERT OR UPDATE OR DELETE
    ON licensing_documentrequirement
    FOR EACH ROW EXECUTE FUNCTION licensing_version_pinned();
CREATE TRIGGER licensing_version_pinned BEFORE INSERT OR UPDATE OR DELETE
    ON licensing_noticemilestone
    FOR EACH ROW EXECUTE FUNCTION licensing_version_pinned();
"""
CATALOGUE_REVERSE = """
DROP TRIGGER licensing_version_pinned ON licensing_noticemilestone;
DROP TRIGGER licensing_version_pinned ON licensing_documentrequirement;
DROP TRIGGER licensing_version_pinned ON licensing_licencetypeversion;
DROP FUNCTION licensing_version_pinned();
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0001_initial"), ("accounts", "0001_initial")]

    operations = [
        *(migrations.RunSQL(*append_only_sql(table)) for table in ADDED_ONLY),
        migrations.RunSQL(DECISION, DECISION_REVERSE),
        migrations.RunSQL(APPLICATION, APPLICATION_REVERSE),
        migrations.RunSQL(LICENCE, LICENCE_REVERSE),
        migrations.RunSQL(CATALOGUE, CATALOGUE_REVERSE),
    ]
