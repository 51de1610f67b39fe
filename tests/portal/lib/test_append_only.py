import pytest
from django.db import IntegrityError, connection, transaction

from portal.lib.append_only import append_only_sql


@pytest.fixture
def make_table(db):
    def _make(**options):
        forward, reverse = append_only_sql("told_promise", **options)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE told_promise (word text)")
            cursor.execute("INSERT INTO told_promise VALUES ('one')")
            cursor.execute(forward)
        return reverse

    return _make


def execute(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL licet.allow_truncate = 'off'")
        cursor.execute(statement)
        return cursor.rowcount


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE told_promise SET word = 'two'",
        "DELETE FROM told_promise",
        "TRUNCATE told_promise",
        "SET LOCAL licet.erasure = 'on'; DELETE FROM told_promise",
    ],
)
def test_a_row_stays_as_it_was_added(make_table, statement):
    make_table()

    with pytest.raises(
        IntegrityError, match="Rows of told_promise are only ever added"
    ):
        execute(statement)


def test_rows_can_be_added(make_table):
    make_table()

    assert execute("INSERT INTO told_promise VALUES ('two')") == 1


def test_a_named_setting_opens_deletion_only(make_table):
    make_table(allow_delete_setting="licet.erasure")

    with pytest.raises(IntegrityError, match="UPDATE is refused"):
        execute("SET LOCAL licet.erasure = 'on'; UPDATE told_promise SET word = ''")
    execute("SET LOCAL licet.erasure = 'on'; DELETE FROM told_promise")
    with pytest.raises(IntegrityError, match="DELETE is refused"):
        execute("SET LOCAL licet.erasure = 'off'; DELETE FROM told_promise")


def test_the_reverse_takes_it_away(make_table):
    execute(make_table())

    assert execute("DELETE FROM told_promise") == 1


@pytest.mark.parametrize("table", ["", "a b", "x;drop", "Upper", "9a", "a" * 52])
def test_a_name_that_is_no_table_is_refused(table):
    with pytest.raises(ValueError, match="cannot be the name"):
        append_only_sql(table)


@pytest.mark.parametrize("setting", ["erasure", "a.b'", "a.b.c", ""])
def test_a_name_that_is_no_setting_is_refused(setting):
    with pytest.raises(ValueError, match="cannot be the name"):
        append_only_sql("told_promise", allow_delete_setting=setting)
