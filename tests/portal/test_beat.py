import subprocess
import sys

from celery import current_app
from django.conf import settings

from portal.beat import app


def test_beat_knows_the_whole_schedule_and_the_broker():
    assert app.conf.beat_schedule == settings.CELERY_BEAT_SCHEDULE
    assert app.conf.broker_url == settings.REDIS_URL
    assert str(app.conf.timezone) == settings.CELERY_TIMEZONE


def test_the_portal_s_own_app_stays_the_current_one():
    assert app.main == "licet-beat"
    assert current_app.main == "licet"


def test_beat_does_not_load_the_portal():
    loading = (
        "import sys; from portal.beat import app; app.loader.import_default_modules();"
        " assert app.conf.beat_schedule; assert 'django.db' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", loading], check=True)  # noqa: S603 -- a line of this file
