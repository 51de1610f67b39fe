"""Compiles message catalogues that are out of date, without gettext's programs."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Message
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


def describe(source: Path) -> str:
    """Say in one line how far the translation is."""
    with source.open("rb") as text:
        messages = [message for message in read_po(text) if message.id]
    uncertain = sum(message.fuzzy for message in messages)
    missing = sum(not all(_words(message)) for message in messages)
    return f"{source}: {len(messages)} texts, {missing} missing, {uncertain} uncertain"


def _words(message: Message) -> Sequence[str]:
    """Return the translation, in as many forms as it has."""
    text = message.string
    return text if isinstance(text, (tuple, list)) else [text or ""]


def main() -> None:
    for source in sorted(Path(sys.argv[1]).glob("*/LC_MESSAGES/*.po")):
        print(describe(source))  # noqa: T201 -- the answer to `make messages`


if __name__ == "__main__":
    main()
