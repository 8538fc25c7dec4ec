"""Arithmetic of the calendar: bounds, months, weeks, and how open dates are settled."""

import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline import calendar
from pipeline.grammar.dates.moments import Moment, Stretch, day
from pipeline.grammar.dates.settling import settle, week_of
from pipeline.grammar.dates.tenses import FUTURE, OPEN, PAST

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2090, 12, 31))
PARTS = st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36])
OPEN_MOMENTS = st.one_of(
    st.integers(1, 12).map(lambda month: Moment(month=month)),
    st.dates(datetime.date(2000, 1, 1), datetime.date(2000, 12, 31)).map(
        lambda date: Moment(None, date.month, date.day)
    ),
    PARTS.map(lambda part: Moment(part=part)),
)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020-07-27", "2020-07-27", "2020-07-27"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2020/2022", "2020-01-01", "2022-12-31"),
        ("2022-01/2022-08", "2022-01-01", "2022-08-31"),
        ("2023-33", "2023-01-01", "2023-03-31"),
        ("2023-36", "2023-10-01", "2023-12-31"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("../2025", None, "2025-12-31"),
        ("2025/..", "2025-01-01", None),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2019-01-01/2022", "2019-01-01", "2022-12-31"),
        ("XXXX-07-27", None, None),
    ],
)
def test_bounds(value: str, first: str | None, last: str | None) -> None:
    expected = tuple(day and datetime.date.fromisoformat(day) for day in (first, last))
    assert calendar.bounds(value) == expected


@given(DAYS, st.integers(-500, 500))
def test_months_added_and_taken_away(date: datetime.date, months: int) -> None:
    year, month = calendar.add_months(date.year, date.month, months)
    assert 1 <= month <= 12
    assert calendar.add_months(year, month, -months) == (date.year, date.month)


@given(DAYS, st.integers(0, 6))
def test_weekdays_lie_within_a_week(date: datetime.date, weekday: int) -> None:
    before, after = calendar.weekday_before(date, weekday), calendar.weekday_after(date, weekday)
    assert before.weekday() == after.weekday() == weekday
    assert 0 <= (date - before).days < 7 and 0 <= (after - date).days < 7
    first, last = week_of(date).bounds()
    assert first <= date <= last and (last - first).days == 6 and first.weekday() == 0


@given(OPEN_MOMENTS, DAYS, st.sampled_from([PAST, OPEN, FUTURE]))
def test_an_open_year_is_settled_on_the_side_of_its_tense(moment: Moment, anchor: datetime.date, leaning: int) -> None:
    settled = settle(Stretch(moment), anchor, leaning)
    assert settled is not None
    first, last = settled.bounds()
    assert settled.first._replace(year=None) == moment
    if leaning == PAST:
        assert first <= anchor or (moment.day and (first - anchor).days <= 60)  # some weeks ahead, or a year back
    if leaning == FUTURE:
        assert last >= anchor
    far = 366 * (8 if (moment.month, moment.day) == (2, 29) else 1)
    assert abs((first - anchor).days) <= far


@given(DAYS, DAYS, st.sampled_from([PAST, OPEN, FUTURE]))
def test_what_is_settled_stays(date: datetime.date, anchor: datetime.date, leaning: int) -> None:
    assert settle(Stretch(day(date)), anchor, leaning) == Stretch(day(date))


@given(DAYS, st.integers(1, 31), st.sampled_from([PAST, FUTURE]))
def test_a_day_of_the_month_is_the_next_or_the_last(anchor: datetime.date, number: int, leaning: int) -> None:
    settled = settle(Stretch(Moment(day=number)), anchor, leaning)
    assert settled is not None
    date = settled.bounds()[0]
    assert date.day == number
    assert abs((date - anchor).days) <= 62
    assert date <= anchor if leaning == PAST else date >= anchor


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year", "weekend"]), st.integers(-1, 1))
def test_units_follow_each_other(anchor: datetime.date, unit: str, shift: int) -> None:
    assume(unit != "weekend" or shift)
    one = settle(Stretch(Moment(unit=unit, shift=shift)), anchor, OPEN)
    after = settle(Stretch(Moment(unit=unit, shift=shift + 1)), anchor, FUTURE)
    assert one is not None and after is not None
    gap = (after.bounds()[0] - one.bounds()[1]).days
    assert gap == (6 if unit == "weekend" else 1)
