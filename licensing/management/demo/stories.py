"""The cases of the demonstration; together they show every state."""

from decimal import Decimal

from licensing.management.demo.story import Act, Story

_COMPANY_OF = {"trader": "yunfan", "maker": "hanjiang"}


def _sent(by: str = "trader") -> tuple[Act, ...]:
    return (Act(0, "fill", by), Act(0, "submit", by))


def _reviewed(by: str = "trader", officer: str = "handler") -> tuple[Act, ...]:
    return (*_sent(by), Act(1, "claim", officer))


def _recommended(by: str = "trader", officer: str = "handler") -> tuple[Act, ...]:
    return (*_reviewed(by, officer), Act(1, "recommend", officer))


def _granted(by: str = "trader", officer: str = "handler") -> tuple[Act, ...]:
    return (*_recommended(by, officer), Act(2, "grant", "head"))


def _case(  # noqa: PLR0913 -- a case is all of these
    by: str,
    model: str,
    quantity: int,
    price: str,
    destination: str,
    district: str,
    buyer: str,
    acts: tuple[Act, ...],
    *,
    working_days_ago: int = 0,
    ends_in: int | None = None,
) -> Story:
    return Story(
        company=_COMPANY_OF[by],
        maker="lanting" if model.startswith("LT") else "hanjiang",
        by=by,
        model=model,
        quantity=quantity,
        price=Decimal(price),
        destination=destination,
        district=district,
        buyer=buyer,
        acts=acts,
        working_days_ago=working_days_ago,
        ends_in=ends_in,
    )


_TO_CORRECT = (*_reviewed(), Act(1, "ask", "handler"))

STORIES: tuple[Story, ...] = (
    # Licences, oldest first.
    _case(
        "trader",
        "HJ5 City",
        40,
        "12400.00",
        "UZ",
        "9404",
        "Zarafshon Motors LLC",
        _granted(),
        ends_in=-20,
    ),
    _case(
        "maker",
        "HJ7 Long Range",
        120,
        "18650.00",
        "NO",
        "2248",
        "Fjord Elbil AS",
        _granted("maker"),
        ends_in=3,
    ),
    _case(
        "trader",
        "HJ7 Long Range",
        60,
        "18650.00",
        "TH",
        "2248",
        "Siam Lotus Auto Co., Ltd.",
        _granted(),
        ends_in=20,
    ),
    _case(
        "trader",
        "LT Aurora",
        36,
        "22300.00",
        "BR",
        "2201",
        "Ipanema Veículos Ltda.",
        _granted(),
        ends_in=50,
    ),
    _case(
        "trader",
        "HJ5 City",
        24,
        "12400.00",
        "EG",
        "3104",
        "Nile Delta Auto",
        (*_granted(), Act(12, "suspend", "compliance")),
        working_days_ago=40,
    ),
    _case(
        "trader",
        "LT Aurora",
        18,
        "22300.00",
        "KZ",
        "9404",
        "Altyn Dala Avto",
        (*_granted(), Act(9, "revoke", "compliance")),
        working_days_ago=34,
    ),
    _case(
        "trader",
        "HJ7 Long Range",
        80,
        "18900.00",
        "ID",
        "2248",
        "Garuda Listrik Motor",
        _granted(),
        working_days_ago=12,
    ),
    _case(
        "maker",
        "HJ9 Touring",
        200,
        "26500.00",
        "AU",
        "2248",
        "Southern Cross EV Pty Ltd",
        _granted("maker", "handler2"),
        working_days_ago=6,
    ),
    # Closed without a licence.
    _case(
        "trader",
        "HJ5 City",
        30,
        "2900.00",
        "NG",
        "3104",
        "Lagos Auto Mart",
        (
            *_reviewed(),
            Act(2, "recommend_refusal", "handler"),
            Act(2, "refuse", "head"),
        ),
        working_days_ago=16,
    ),
    _case(
        "trader",
        "HJ7 Long Range",
        10,
        "18900.00",
        "MX",
        "2225",
        "Autos del Golfo",
        (*_sent(), Act(1, "withdraw", "trader")),
        working_days_ago=9,
    ),
    # With the authority.
    _case(
        "trader",
        "LT Aurora",
        48,
        "22300.00",
        "CL",
        "2201",
        "Andes Eléctricos SpA",
        _reviewed(),
        working_days_ago=6,
    ),
    _case(
        "maker",
        "HJ7 Long Range",
        150,
        "18650.00",
        "ES",
        "2248",
        "Levante Automoción SL",
        _recommended("maker", "handler2"),
        working_days_ago=3,
    ),
    _case(
        "trader",
        "HJ7 Long Range",
        90,
        "18900.00",
        "TH",
        "2248",
        "Siam Lotus Auto Co., Ltd.",
        (*_TO_CORRECT, Act(2, "answer", "trader")),
        working_days_ago=4,
    ),
    _case(
        "trader",
        "HJ5 City",
        55,
        "12400.00",
        "MY",
        "2248",
        "Perdana Hijau Motor Sdn Bhd",
        _TO_CORRECT,
        working_days_ago=5,
    ),
    _case(
        "trader",
        "HJ9 Touring",
        20,
        "26900.00",
        "AE",
        "2225",
        "Gulf Falcon Motors LLC",
        _recommended(),
        working_days_ago=2,
    ),
    _case(
        "trader",
        "LT Aurora",
        25,
        "3200.00",
        "GE",
        "9404",
        "Kartli Auto",
        _reviewed("trader", "handler2"),
        working_days_ago=2,
    ),
    _case(
        "trader",
        "HJ7 Long Range",
        70,
        "18900.00",
        "VN",
        "2248",
        "Hai Phong Xanh JSC",
        _sent(),
        working_days_ago=4,
    ),
    _case(
        "maker",
        "HJ5 City",
        300,
        "11900.00",
        "BR",
        "2248",
        "Ipanema Veículos Ltda.",
        _sent("maker"),
        working_days_ago=1,
    ),
    _case(
        "trader", "LT Aurora", 15, "22300.00", "NO", "2201", "Fjord Elbil AS", _sent()
    ),
    # Drafts.
    _case(
        "trader",
        "HJ9 Touring",
        45,
        "26900.00",
        "TH",
        "2248",
        "Siam Lotus Auto Co., Ltd.",
        (Act(0, "fill", "trader"),),
        working_days_ago=1,
    ),
    _case(
        "trader",
        "HJ7 Long Range",
        12,
        "18900.00",
        "LA",
        "2248",
        "Vientiane Motor",
        (Act(0, "begin", "preparer"),),
    ),
)
