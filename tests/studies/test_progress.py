"""The line that follows a study."""

from __future__ import annotations

import pytest

from vedich.cli.study_watching import duration_text, progress_line
from vedich.messages import set_language
from vedich.studies import StudyProgress


def test_time_left_goes_by_the_pace_of_this_run() -> None:
    assert StudyProgress(total=200, finished=120, before=120, seconds=9.0).seconds_left() is None
    assert StudyProgress(total=200, finished=140, before=120, seconds=10.0).seconds_left() == pytest.approx(30.0)


def test_the_line_says_how_many_how_fast_and_by_whom() -> None:
    now = StudyProgress(200, finished=140, before=120, refused=2, failed=1, at_work=4, workers=2, seconds=10.0)
    assert progress_line(now) == "140/200 hồ sơ · 3 chưa tính được · 2 tiến trình · còn khoảng 30 giây"
    assert progress_line(StudyProgress(2, finished=2, seconds=3.0)) == "2/2 hồ sơ"
    waiting = StudyProgress(200, at_work=2)
    assert progress_line(waiting) == "0/200 hồ sơ · đang chờ tiến trình tính toán"


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [(42.4, "42 giây", "42 s"), (600, "10 phút", "10 min"), (11_100, "3 giờ 5 phút", "3 h 5 min")],
)
def test_a_duration_in_words(seconds: float, vi: str, en: str) -> None:
    assert duration_text(seconds) == vi
    set_language("en")
    assert duration_text(seconds) == en
