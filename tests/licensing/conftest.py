from datetime import date

import pytest
from stdnum.cn import uscc

from exporters.operations import registration
from tests.people import BEFORE, company


@pytest.fixture
def make_maker(db):
    """Register another manufacturer; of an exporter, if one is named, with its leave."""
    numbers = iter(range(40, 60))

    def make(name, exporter=None, **limits):
        body = f"91330200MA9XD00{next(numbers)}"
        maker = company(body + uscc.calc_check_digit(body), "MANUFACTURER", name, name)
        if exporter:
            registration.authorise(
                number=name,
                manufacturer=maker,
                exporter=exporter,
                valid_from=date(2026, 1, 1),
                valid_until=date(2026, 12, 31),
                by=None,
                at=BEFORE,
                **limits,
            )
        return maker

    return make
