from celery.schedules import crontab

from portal.settings.core import VAR_DIR
from portal.settings.database import REDIS_URL

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 240
CELERY_TASK_SOFT_TIME_LIMIT = 200
# Longer than any task may run; what is lost all the same is found by the sweeps.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 30,
    "retry_on_timeout": True,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_ENABLE_UTC = True
# Says that it is alive, however it was started.
CELERY_BEAT_SCHEDULER = "portal.beat:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# Every periodic job, in one place. Each is a sweep: it finds what is due and not done,
# so that a run missed or doubled changes nothing.
CELERY_BEAT_SCHEDULE = {
    "pulse": {
        # Old ones prove nothing; they go away while no worker takes them.
        "task": "portal.pulse",
        "schedule": 30.0,
        "options": {"expires": 60},
    },
    "plan-notices": {
        # Hourly, not daily: a missed run is made good within the hour.
        "task": "licensing.plan_notices",
        "schedule": crontab(minute=5),
    },
    "deliver-notices": {
        "task": "licensing.deliver_notices",
        "schedule": 60.0,
    },
    "deliver-mail": {
        "task": "outbox.deliver_due",
        "schedule": 30.0,
    },
    "scan-documents": {
        "task": "licensing.scan_waiting_documents",
        "schedule": 30.0,
    },
    "make-certificates": {
        "task": "licensing.make_waiting_certificates",
        "schedule": 30.0,
    },
    "recompute-clocks": {
        # After a year's calendar was published; the rest of the time it finds nothing.
        "task": "licensing.recompute_clocks",
        "schedule": crontab(minute=35),
    },
    "clear-sessions": {
        "task": "accounts.clear_expired_sessions",
        "schedule": crontab(minute=50),
    },
    "anchor-audit": {
        # The day's anchor is written once; a missed run is made good within the hour.
        "task": "audit.anchor",
        "schedule": crontab(minute=20),
    },
}
