"""The calendars of 2025 and 2026 as the State Council's General Office announced them."""

from datetime import UTC, date, datetime, timedelta

from django.db import migrations

NOTICES = [
    {
        "year": 2025,
        "source": "国办发明电〔2024〕12号",
        "published_at": datetime(2024, 11, 12, tzinfo=UTC),
        "holidays": [
            ("01-01", "01-01", "New Year’s Day", "元旦"),
            ("01-28", "02-04", "Spring Festival", "春节"),
            ("04-04", "04-06", "Qingming Festival", "清明节"),
            ("05-01", "05-05", "Labour Day", "劳动节"),
            ("05-31", "06-02", "Dragon Boat Festival", "端午节"),
            (
                "10-01",
                "10-08",
                "National Day and Mid-Autumn Festival",
                "国庆节、中秋节",
            ),
        ],
        "workdays": [
            ("01-26", "Spring Festival", "春节"),
            ("02-08", "Spring Festival", "春节"),
            ("04-27", "Labour Day", "劳动节"),
            ("09-28", "National Day and Mid-Autumn Festival", "国庆节、中秋节"),
            ("10-11", "National Day and Mid-Autumn Festival", "国庆节、中秋节"),
        ],
    },
    {
        "year": 2026,
        "source": "国务院办公厅通知 2025-11-04",
        "published_at": datetime(2025, 11, 4, tzinfo=UTC),
        "holidays": [
            ("01-01", "01-03", "New Year’s Day", "元旦"),
            ("02-15", "02-23", "Spring Festival", "春节"),
            ("04-04", "04-06", "Qingming Festival", "清明节"),
            ("05-01", "05-05", "Labour Day", "劳动节"),
            ("06-19", "06-21", "Dragon Boat Festival", "端午节"),
            ("09-25", "09-27", "Mid-Autumn Festival", "中秋节"),
            ("10-01", "10-07", "National Day", "国庆节"),
        ],
        "workdays": [
            ("01-04", "New Year’s Day", "元旦"),
            ("02-14", "Spring Festival", "春节"),
            ("02-28", "Spring Festival", "春节"),
            ("05-09", "Labour Day", "劳动节"),
            ("09-20", "National Day", "国庆节"),
            ("10-10", "National Day", "国庆节"),
        ],
    },
]


def load(apps, schema_editor=None):
    CalendarYear = apps.get_model("calendars", "CalendarYear")
    CalendarDay = apps.get_model("calendars", "CalendarDay")
    for notice in NOTICES:
        calendar = CalendarYear.objects.create(
            jurisdiction="CN",
            year=notice["year"],
            source=notice["source"],
            published_at=notice["published_at"],
        )
        CalendarDay.objects.bulk_create(
            CalendarDay(
                notice=calendar,
                jurisdiction="CN",
                day=day,
                kind=kind,
                name_en=name_en,
                name_zh=name_zh,
                source=notice["source"],
            )
            for day, kind, name_en, name_zh in days_of(notice)
        )


def days_of(notice):
    for first, last, name_en, name_zh in notice["holidays"]:
        day = date.fromisoformat(f"{notice['year']}-{first}")
        while day <= date.fromisoformat(f"{notice['year']}-{last}"):
            yield day, "HOLIDAY", name_en, name_zh
            day += timedelta(days=1)
    for written, name_en, name_zh in notice["workdays"]:
        day = date.fromisoformat(f"{notice['year']}-{written}")
        yield day, "WORKDAY", name_en, name_zh


def unload(apps, schema_editor):
    apps.get_model("calendars", "CalendarYear").objects.filter(
        jurisdiction="CN", year__in=[notice["year"] for notice in NOTICES]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial")]

    operations = [migrations.RunPython(load, unload)]
