"""Reads the values of a PDF's objects, token by token, without trusting its indexes."""

import re

_BLANK = rb"\x00\t\n\x0c\r "
_DELIMITERS = rb"()<>\[\]{}/%"
_TOKEN = re.compile(
    rb"(?>(?:[" + _BLANK + rb"]++|%[^\r\n]*+)*+)"
    rb"(?P<token><<|>>|<[^<>]*+>|/?[^" + _BLANK + _DELIMITERS + rb"]++|.)",
    re.DOTALL,
)
_STRING_SIGN = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_TOKEN_COST = 64


class TooMuchWork(Exception):
    """The objects are too many or too long to look at."""


class ObjectReader:
    """Its work is bounded over everything it reads, bytes and tokens together."""

    def __init__(self, *, budget: int) -> None:
        self._budget = budget

    def read(self, data: bytes, position: int) -> tuple[list[bytes], int]:
        """Return the tokens of the value that begins here, and where it ends.

        Names come without their escapes, strings as one opening parenthesis.
        """
        tokens = []
        depth = 0
        while (found := _TOKEN.match(data, position)) is not None:
            token, end = found["token"], found.end()
            if token == b"(":
                end = self._string_end(data, end)
            self.spend(end - position + _TOKEN_COST)
            position = end
            if token in {b"<<", b"["}:
                depth += 1
            elif token in {b">>", b"]"}:
                depth -= 1
            elif token.startswith(b"/"):
                token = _ESCAPE.sub(_unescaped, token)
            tokens.append(token)
            if depth <= 0:
                return tokens, position
        self.spend(len(data) - position)
        return tokens, position

    def _string_end(self, data: bytes, position: int) -> int:
        depth = 1
        for sign in _STRING_SIGN.finditer(data, position):
            self.spend(_TOKEN_COST)
            depth += {b"(": 1, b")": -1}.get(sign[0], 0)
            if depth == 0:
                return sign.end()
        return len(data)

    def spend(self, cost: int) -> None:
        """Take from the budget. Raises TooMuchWork when nothing is left."""
        self._budget -= cost
        if self._budget < 0:
            raise TooMuchWork


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return bytes([int(escape[1], 16)])
