import pytest

from portal.standalone import lock
from portal.standalone.refusals import CannotStart
from portal.standalone.reset import reset


def test_all_data_are_thrown_away(given, tmp_path):
    var = tmp_path / "var"
    (tmp_path / "elsewhere" / "data").mkdir(parents=True)
    (var / "mail").mkdir(parents=True)
    (var / "postgres").symlink_to(tmp_path / "elsewhere")
    reset(given)
    assert not var.exists()
    assert not (tmp_path / "elsewhere").exists()


def test_data_in_use_are_not(given, tmp_path):
    with (
        lock.held(tmp_path / "var"),
        pytest.raises(CannotStart, match="is already running with the data in"),
    ):
        reset(given)
    assert (tmp_path / "var").exists()
