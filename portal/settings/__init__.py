"""Settings by topic; environments differ by variables only (see .env.example)."""

from portal.settings.core import *  # noqa: F403 -- settings are one namespace
from portal.settings.database import *  # noqa: F403 -- settings are one namespace
from portal.settings.email import *  # noqa: F403 -- settings are one namespace
from portal.settings.files import *  # noqa: F403 -- settings are one namespace
from portal.settings.licensing import *  # noqa: F403 -- settings are one namespace
from portal.settings.logs import *  # noqa: F403 -- settings are one namespace
from portal.settings.security import *  # noqa: F403 -- settings are one namespace
from portal.settings.tasks import *  # noqa: F403 -- settings are one namespace
