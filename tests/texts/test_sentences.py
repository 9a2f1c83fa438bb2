"""Sentences: what is said in each language, and what happens when nobody wrote one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from pytest_django import Settings

from workflows.rules.calendars import Period
from workflows.rules.findings import Finding, Verdict
from workflows.texts.catalogues import LANGUAGES, catalogue, cut, read_catalogue
from workflows.texts.sentences import MissingSentenceError, finding_sentence, sentence
from workflows.texts.wording import article_words, chinese_figures
from workflows.texts.yaml_text import YamlRefusedError

DAY = date(2024, 12, 10)


@pytest.fixture(autouse=True)
def loud(settings: Settings) -> None:
    settings.LOUD_SENTENCES = True


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the sentences of one app of this test; the other apps keep theirs."""
    monkeypatch.setattr(apps.get_app_config("party_membership"), "path", str(tmp_path))
    folder = tmp_path / "messages"
    folder.mkdir()
    catalogue.cache_clear()
    yield folder
    catalogue.cache_clear()


BEFORE_OPENING = {
    "zh-hans": "2024年12月9日早于2024年12月10日，",
    "en": "9 December 2024 is before 10 December 2024, ",
    "vi": "ngày 9 tháng 12 năm 2024 sớm hơn ngày 10 tháng 12 năm 2024, ",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_its_dates_in_its_language(language: str) -> None:
    said = sentence("act.before_opening", {"on": date(2024, 12, 9), "since": DAY}, language)
    assert said[: len(BEFORE_OPENING[language])] == BEFORE_OPENING[language]


@pytest.mark.parametrize(
    ("value", "chinese", "english", "vietnamese"),
    [
        (DAY, "2024年12月10日", "10 December 2024", "ngày 10 tháng 12 năm 2024"),
        (
            datetime(2024, 12, 10, 16, 5, tzinfo=UTC),  # five past midnight on the next day in Shanghai
            "2024年12月11日 00:05",
            "11 December 2024 00:05",
            "ngày 11 tháng 12 năm 2024 00:05",
        ),
        (Period(months=3), "3个月", "3 months", "3 tháng"),
        (Period(years=1, days=1), "1年1天", "1 year 1 day", "1 năm 1 ngày"),
        (Period(working_days=5), "5个工作日", "5 working days", "5 ngày làm việc"),
        (Period(), "0天", "0 day", "0 ngày"),
        (Fraction(4, 5), "4/5", "4/5", "4/5"),
        (True, "是", "yes", "có"),
        (False, "否", "no", "không"),
        (0, "0", "0", "0"),
        (None, "无", "none", "không có"),
        ((), "无", "none", "không có"),
        ((DAY, 3), "2024年12月10日、3", "10 December 2024, 3", "ngày 10 tháng 12 năm 2024, 3"),
        ("2025Q1 {x}", "2025Q1 {x}", "2025Q1 {x}", "2025Q1 {x}"),
        (
            ("2025Q1", "2025Q4"),
            "2025年第一季度、2025年第四季度",
            "quarter 1 of 2025, quarter 4 of 2025",
            "quý 1 năm 2025, quý 4 năm 2025",
        ),
        ({"a": DAY}, "a=2024年12月10日", "a=10 December 2024", "a=ngày 10 tháng 12 năm 2024"),
    ],
)
def test_values_are_said_in_each_language(
    written: Path, value: Any, chinese: str, english: str, vietnamese: str
) -> None:
    for language in LANGUAGES:
        (written / f"{language}.yaml").write_text('toy: "<{value}>"', encoding="utf-8")
    said = tuple(sentence("toy", {"value": value}, language) for language in LANGUAGES)
    assert said == (f"<{chinese}>", f"<{english}>", f"<{vietnamese}>")


def test_words_of_the_regulation_are_said_in_the_language_of_the_sentence(written: Path) -> None:
    (written / "zh-hans.yaml").write_text(
        'toy: "还缺：{missing:word}。"\nword.a: 甲\nword.b: 乙', encoding="utf-8"
    )
    (written / "en.yaml").write_text('toy: "Missing: {missing:word}."\nword.a: "A"', encoding="utf-8")
    assert sentence("toy", {"missing": ("a", "b")}) == "还缺：甲、乙。"
    assert sentence("toy", {"missing": ("a", "b")}, "en") == "Missing: A, 乙."
    assert sentence("toy", {"missing": "a"}) == "还缺：甲。"
    assert sentence("toy", {"missing": "a+b"}) == "还缺：甲、乙。"
    assert sentence("toy", {"missing": ()}, "en") == "Missing: none."
    assert sentence("toy", {"missing": None}) == "还缺：无。"
    with pytest.raises(MissingSentenceError, match=r"no sentence for word\.c"):
        sentence("toy", {"missing": ("c",)})


def test_what_a_language_lacks_is_said_in_the_nearest_one(written: Path) -> None:
    (written / "zh-hans.yaml").write_text('first: "{on}起。"\nlast: "{on}止。"', encoding="utf-8")
    (written / "en.yaml").write_text('first: "From {on}."', encoding="utf-8")
    assert sentence("first", {"on": DAY}, "vi") == "From 10 December 2024."
    assert sentence("last", {"on": DAY}, "vi") == "2024年12月10日止。"
    assert sentence("last", {"on": DAY}, "fr") == "2024年12月10日止。"


def test_a_missing_sentence_is_loud_in_tests_and_visible_elsewhere(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(MissingSentenceError, match=r"no sentence for nobody\.wrote"):
        sentence("nobody.wrote", {"on": DAY})
    with pytest.raises(MissingSentenceError, match=r"act\.future_date asks for on"):
        sentence("act.future_date")
    settings.LOUD_SENTENCES = False
    assert sentence("nobody.wrote", {"on": DAY}) == "[no sentence for nobody.wrote] on=2024年12月10日"
    assert sentence("act.future_date", {}, "en") == "[act.future_date asks for on]"
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]


@pytest.mark.parametrize(
    ("verdict", "earliest_on", "article", "said"),
    [
        (
            Verdict.UNMET,
            DAY,
            "9",
            "没有编号为7的人，请核对；姓名有重名的须写编号。依据第九条。最早2024年12月10日。",
        ),
        (Verdict.WARNED, DAY, None, "没有编号为7的人，请核对；姓名有重名的须写编号。最早2024年12月10日。"),
        (Verdict.MET, DAY, "28.1", "没有编号为7的人，请核对；姓名有重名的须写编号。依据第二十八条（1）。"),
        (Verdict.UNMET, None, None, "没有编号为7的人，请核对；姓名有重名的须写编号。"),
    ],
)
def test_a_finding_adds_its_article_and_its_earliest_day(
    verdict: Verdict, earliest_on: date | None, article: str | None, said: str
) -> None:
    finding = Finding("T-9-1", verdict, "person.unknown", {"number": 7}, earliest_on, None, article)
    assert finding_sentence(finding) == said


def test_a_finding_in_other_languages_has_spaces_between_its_sentences() -> None:
    finding = Finding("T-9-1", Verdict.UNMET, "case.unknown", {}, DAY, None, "9")
    assert finding_sentence(finding, "en") == (
        "There is no such case; check its number. See Article 9. Earliest: 10 December 2024."
    )
    assert finding_sentence(finding, "vi") == (
        "Không tìm thấy hồ sơ này; hãy kiểm tra số. Theo Điều 9. Sớm nhất: ngày 10 tháng 12 năm 2024."
    )


def test_a_sentence_keeps_its_own_place_for_article_and_day(written: Path) -> None:
    (written / "zh-hans.yaml").write_text(
        'toy: "应到{entitled}人；{article}要求超过半数，最早{earliest_on}。"', encoding="utf-8"
    )
    finding = Finding("T-28-1", Verdict.UNMET, "toy", {"entitled": 11}, DAY, None, "28")
    assert finding_sentence(finding) == "应到11人；第二十八条要求超过半数，最早2024年12月10日。"


def test_a_finding_that_came_back_from_the_journal_is_said_alike() -> None:
    finding = Finding("T-9-1", Verdict.UNMET, "act.before_opening", {"on": DAY, "since": DAY}, DAY, None, "9")
    assert finding_sentence(Finding.from_json(finding.to_json())) == finding_sentence(finding)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (49, "四十九"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_chinese_figures(number: int, said: str) -> None:
    assert chinese_figures(number) == said


@pytest.mark.parametrize(
    ("number", "language", "said"),
    [
        ("9", "zh-hans", "第九条"),
        ("28.1", "zh-hans", "第二十八条（1）"),
        ("A3", "zh-hans", "第A3条"),
        ("28.1", "en", "Article 28(1)"),
        ("28", "vi", "Điều 28"),
        ("annex-2", "zh-hans", "附件二"),
        ("annex-2.S001-4", "zh-hans", "附件二（S001-4）"),
        ("annex-1", "en", "Annex 1"),
        ("annex-2.S001", "vi", "Phụ lục 2(S001)"),
    ],
)
def test_articles_are_cited_as_each_language_does(number: str, language: str, said: str) -> None:
    assert article_words(number, language) == said


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a", "{a:{b}}", "{a:one|few|many}"]
)
def test_braces_that_are_no_place_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "zh-hans.yaml"
    path.write_text(f'good: "x"\nbad: "{text}"', encoding="utf-8")
    with pytest.raises(YamlRefusedError, match=r"catalogue\.braces") as refused:
        read_catalogue(path)
    assert (refused.value.line, refused.value.column) == (2, 1)


@pytest.mark.parametrize("text", ["5", "[a]", "''", "null"])
def test_only_a_sentence_stands_behind_an_id(tmp_path: Path, text: str) -> None:
    path = tmp_path / "zh-hans.yaml"
    path.write_text(f"bad: {text}", encoding="utf-8")
    with pytest.raises(YamlRefusedError, match=r"catalogue\.no_text"):
        read_catalogue(path)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 objections are open"),
        (1, "1 objection is open"),
        ("1", "1 objection is open"),
        (2, "2 objections are open"),
    ],
)
def test_a_count_chooses_between_one_and_many(count: object, said: str) -> None:
    template = cut("{open} {open:objection is|objections are} open")
    assert template.fill({"open": count}, lambda value, as_word: str(value)) == said


def test_double_braces_are_braces() -> None:
    assert cut("{{x}}").fill({}, lambda value, as_word: "") == "{x}"


def test_two_apps_cannot_say_the_same_id(written: Path) -> None:
    (written / "zh-hans.yaml").write_text("case.closed: 结束了", encoding="utf-8")
    with pytest.raises(YamlRefusedError, match=r"catalogue\.id_twice"):
        catalogue("zh-hans")


SHIPPED = [
    folder
    for config in apps.get_app_configs()
    if (folder := Path(config.path, "messages")).is_dir() and not config.name.startswith("tests.")
]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.parent.name)
def test_english_is_complete_and_vietnamese_says_nothing_else(folder: Path) -> None:
    chinese, english, vietnamese = (read_catalogue(folder / f"{each}.yaml") for each in LANGUAGES)
    assert sorted(english) == sorted(chinese)
    assert set(vietnamese) - set(chinese) == set()


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_translation_asks_for_the_same_parameters(folder: Path, language: str) -> None:
    theirs, chinese = read_catalogue(folder / f"{language}.yaml"), read_catalogue(folder / "zh-hans.yaml")
    assert {each for each in theirs if theirs[each].names != chinese[each].names} == set()


# What the engine calls with a message id and its parameters.
SPEAKERS = {
    *("stop", "Problem", "Contradiction", "EditionProblem", "ValueProblemError", "report", "sentence"),
    *("YamlRefusedError", "refused", "_refused", "_refused_at", "placed"),
}
MESSAGE = re.compile(r"[a-z_]+\.[a-z_0-9]+")


def spoken(path: Path) -> Iterator[tuple[str, set[str] | None, str]]:
    """Each message id in a source file, its place, and its parameters where the call spells them out."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call) or _name(call.func) not in SPEAKERS:
            continue
        for position, argument in enumerate(call.args):
            if isinstance(argument, ast.Constant) and MESSAGE.fullmatch(str(argument.value)):
                yield str(argument.value), _spelled(call, position), f"{path}:{call.lineno}"


def _spelled(call: ast.Call, message: int) -> set[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    for argument in call.args[message + 1 :]:
        keys = argument.keys if isinstance(argument, ast.Dict) else [None]
        names += [str(key.value) if isinstance(key, ast.Constant) else None for key in keys]
    return None if None in names else {str(name) for name in names}


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_whatever_the_engine_answers_has_a_sentence_and_its_parameters() -> None:
    engine = Path(apps.get_app_config("workflows").path)
    sentences = read_catalogue(engine / "messages" / "zh-hans.yaml")
    said = [each for path in sorted(engine.rglob("*.py")) for each in spoken(path)]
    assert len(said) > 50
    assert [(place, message) for message, _, place in said if message not in sentences] == []
    spelled = [
        (place, sentences[message].names - given) for message, given, place in said if given is not None
    ]
    assert len(spelled) > 50
    assert [each for each in spelled if each[1]] == []
