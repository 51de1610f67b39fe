"""SQL for tables whose rows are only ever added; for `RunSQL` in migrations.

    forward, reverse = append_only_sql("licensing_use")
    operations = [migrations.RunSQL(forward, reverse)]

TRUNCATE passes only on connections that set `licet.allow_truncate` (the tests, which
empty tables between them). An application role that is not the owner also loses the
privilege itself: `portal.audit.grants` finds the tables by the trigger's name.
"""

import re

TRIGGER_SUFFIX = "_append_only"

_TABLE = re.compile(r"[a-z][a-z0-9_]{0,50}")
_SETTING = re.compile(r"[a-z]+\.[a-z_]+")


def append_only_sql(
    table: str, *, allow_delete_setting: str | None = None
) -> tuple[str, str]:
    """Return the SQL that forbids UPDATE, DELETE and TRUNCATE, and its reverse.

    DELETE passes while the named setting is 'on' in the transaction, if one is given.
    """
    _check(_TABLE, table)
    passes = (
        "TG_OP = 'TRUNCATE' AND current_setting('licet.allow_truncate', true) = 'on'"
    )
    if allow_delete_setting is not None:
        _check(_SETTING, allow_delete_setting)
        passes = (
            f"({passes}) OR (TG_OP = 'DELETE'"
            f" AND current_setting('{allow_delete_setting}', true) = 'on')"
        )
    name = f"{table}{TRIGGER_SUFFIX}"
    forward = f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {passes} THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'Rows of % are only ever added; % is refused.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
    reverse = f"DROP TRIGGER {name} ON {table};\nDROP FUNCTION {name}();\n"
    return forward, reverse


def _check(pattern: re.Pattern[str], name: str) -> None:
    if not pattern.fullmatch(name):
        raise ValueError(f"“{name}” cannot be the name of a table or a setting.")
