import os

import pytest

from portal.standalone import lock
from portal.standalone.refusals import CannotStart


def test_a_second_launcher_is_told_who_holds_the_folder(tmp_path):
    with (
        lock.held(tmp_path / "var"),
        pytest.raises(CannotStart) as refusal,
        lock.held(tmp_path / "var"),
    ):
        pass
    assert str(refusal.value) == (
        f"Process {os.getpid()} is already running with the data in"
        f" {tmp_path / 'var'}. Stop it first, or choose another folder with the"
        " variable LICET_VAR."
    )


def test_the_folder_is_free_again_afterwards(tmp_path):
    for _ in range(2):
        with lock.held(tmp_path / "var"):
            pass


def test_a_folder_made_here_is_closed_to_others(tmp_path):
    with lock.held(tmp_path / "var" / "test"):
        assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "var").write_text("a file")
    with pytest.raises(CannotStart) as refusal, lock.held(tmp_path / "var" / "test"):
        pass
    assert str(refusal.value).startswith(
        f"The folder {tmp_path / 'var' / 'test'} cannot be written: "
    )
