"""One-machine mode: `python -m portal.standalone run | exec -- COMMAND… | reset`."""

import argparse
import os
import sys
from collections.abc import Sequence

from portal.standalone.children import ChildDied
from portal.standalone.execute import execute
from portal.standalone.refusals import CannotStart
from portal.standalone.reset import reset
from portal.standalone.run import run


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.action == "exec":
            return execute(os.environ, chosen.command)
        if chosen.action == "reset":
            reset(os.environ)
        else:
            run(os.environ)
    except (CannotStart, ChildDied) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m portal.standalone")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("run", help="serve the portal until Ctrl-C")
    actions.add_parser("reset", help="throw the data away")
    command = actions.add_parser("exec", help="run a command among test servers")
    command.add_argument("command", nargs="+")
    return parser


if __name__ == "__main__":
    sys.exit(main())
