import pytest

from portal.lib import countries


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("TH", True),
        ("CN", True),
        ("TW", True),
        ("EU", False),
        ("XK", False),
        ("", False),
    ],
)
def test_a_country_is_one_code_of_the_standard(code, is_one):
    assert countries.is_code(code) is is_one


def test_every_country_has_a_name_in_both_languages():
    assert len(countries.choices("en")) == len(countries.choices("zh-hans")) == 249
    assert (countries.name("TH", "en"), countries.name("TH", "zh-hans")) == (
        "Thailand",
        "泰国",
    )


def test_a_group_has_no_name():
    with pytest.raises(KeyError):
        countries.name("EU", "en")


def test_english_names_are_sorted_as_they_are_spelt():
    names = [name for _, name in countries.choices("en")]

    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert names.index("Côte d’Ivoire") == names.index("Costa Rica") + 1


def test_chinese_names_are_sorted_as_they_sound():
    names = [name for _, name in countries.choices("zh-hans")]

    assert names[0] == "阿尔巴尼亚"
    assert names[-1] == "中国香港特别行政区"
    assert names.index("斐济") == names.index("菲律宾") + 1
    assert names.index("瑙鲁") == names.index("南苏丹") + 1
