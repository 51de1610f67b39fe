"""Compiles message catalogues that are out of date, without gettext's programs."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def outdated(folder: Path) -> list[Path]:
    return [
        source
        for source in sorted(folder.glob("*/LC_MESSAGES/*.po"))
        if _age(source.with_suffix(".mo")) < source.stat().st_mtime
    ]


def _age(compiled: Path) -> float:
    return compiled.stat().st_mtime if compiled.exists() else 0.0


def compile_all(folder: Path) -> None:
    for source in outdated(folder):
        compile_one(source)


def compile_one(source: Path) -> None:
    """Write the compiled catalogue; a reader never sees half of it."""
    draft = source.with_suffix(f".{os.getpid()}.new")
    with source.open("rb") as text:
        catalogue = read_po(text)
    with draft.open("wb") as compiled:
        write_mo(compiled, catalogue)
    draft.replace(source.with_suffix(".mo"))
