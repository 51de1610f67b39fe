"""Events chain themselves as they are inserted, and neither table ever loses a row."""

from django.db import migrations

from portal.lib.append_only import append_only_sql

# The lines hashed here are those of portal.audit.canonical.chain_hash. The table is named
# through the trigger's own schema, so that a temporary table cannot stand in for it; the
# lock is held until the transaction ends, so that numbers have no gaps.
CHAIN = """
CREATE FUNCTION audit_event_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head_sequence bigint;
    head_hash text;
    link_hash text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('licet.audit.chain', 0));
    EXECUTE format(
        'SELECT sequence, hash FROM %I.%I ORDER BY sequence DESC LIMIT 1',
        TG_TABLE_SCHEMA, TG_TABLE_NAME
    ) INTO head_sequence, head_hash;
    head_sequence := coalesce(head_sequence, 0) + 1;
    head_hash := coalesce(head_hash, repeat('0', 64));
    link_hash := encode(sha256(convert_to(concat_ws(E'\\n',
        head_sequence::text,
        to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        NEW.verb, NEW.subject_type, NEW.subject_id, NEW.payload_digest, head_hash
    ), 'UTF8')), 'hex');
    IF NEW.sequence NOT IN (0, head_sequence)
        OR NEW.previous_hash NOT IN ('', head_hash)
        OR NEW.hash NOT IN ('', link_hash)
    THEN
        RAISE EXCEPTION 'Event % does not follow the head of the chain.', NEW.sequence
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.sequence := head_sequence;
    NEW.previous_hash := head_hash;
    NEW.hash := link_hash;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_event_chain BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_chain();
"""
UNCHAIN = """
DROP TRIGGER audit_event_chain ON audit_event;
DROP FUNCTION audit_event_chain();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(CHAIN, UNCHAIN),
        migrations.RunSQL(*append_only_sql("audit_event")),
        migrations.RunSQL(
            *append_only_sql("audit_payload", allow_delete_setting="licet.erasure")
        ),
    ]
