"""`make reset`: throws the data away."""

import shutil
from collections.abc import Mapping

from portal.standalone import environment, lock, servers, stopping
from portal.standalone.children import Children


def reset(given: Mapping[str, str]) -> None:
    """Remove the folder of data. Raises CannotStart while a launcher uses it."""
    var = environment.var_folder(given)
    for folder in (var / "test", var):
        with stopping.listening() as requests, lock.held(folder):
            Children(folder, requests).stop()  # what a killed launcher left
            servers.forget(folder)
            shutil.rmtree(folder)
