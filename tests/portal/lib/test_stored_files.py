"""Files on record, and a store that is broken, empty or full."""

import logging
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.lib.stored_files import FileUnavailable, open_stored
from tests.full_disk import MOST_BYTES, full_disk

NAME = "documents/ab/abcdef"


def save(content=b"a contract"):
    return default_storage.save(NAME, ContentFile(content))


def files_in(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_a_kept_file_is_opened(private_files):
    with open_stored(save()) as file:
        assert file.read() == b"a contract"


def lost(path):
    path.unlink()


def turned_into_a_folder(path):
    path.unlink()
    path.mkdir()


def without_its_folder(path):
    path.unlink()
    path.parent.rmdir()
    path.parent.write_bytes(b"")


@pytest.mark.parametrize("spoil", [lost, turned_into_a_folder, without_its_folder])
def test_a_file_the_store_does_not_give_out_is_told_to_the_operator(
    private_files, caplog, spoil
):
    spoil(private_files / save())

    with caplog.at_level(logging.ERROR), pytest.raises(FileUnavailable):
        open_stored(NAME)

    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert NAME in record.getMessage()


def test_a_full_disk_leaves_no_half_of_a_file(private_files):
    with full_disk(), pytest.raises(OSError, match="too large"):
        save(b"x" * (MOST_BYTES + 1))

    assert files_in(private_files) == []


def test_a_store_that_cannot_even_begin_says_so(private_files):
    private_files.mkdir()
    (private_files / "documents").write_bytes(b"")

    with pytest.raises(OSError, match=r"(?i)not a directory"):
        save()

    assert files_in(private_files) == [private_files / "documents"]
