"""Celery as beat needs it: the schedule, without the portal it wakes.

Beat sends jobs by their names only, and so runs in a third of a worker's memory.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("licet-beat", fixups=[], set_as_current=False)
app.config_from_object("django.conf:settings", namespace="CELERY")
