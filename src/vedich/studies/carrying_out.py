"""The run of a study: what is finished is left alone, the rest goes to the workers, each row is kept at once."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from vedich.messages import Problem, Refused
from vedich.studies.content import CaseContent, key_of, read_content
from vedich.studies.finding import FoundCase
from vedich.studies.options import StudyOptions
from vedich.studies.parts import Parts, named
from vedich.studies.progress import StudyProgress
from vedich.studies.result import StudyRow
from vedich.studies.study_case import Studied, failed, refused_fields
from vedich.studies.unfinished import UnfinishedError

if TYPE_CHECKING:
    from distributed import Client

    from vedich.studies.submissions import Returned, Submissions


class CarryingOut:
    """One run over `cases`. `workforce` opens the client, once there is something to compute."""

    def __init__(
        self,
        cases: Sequence[FoundCase],
        options: StudyOptions,
        parts: Parts,
        workforce: Callable[[], AbstractContextManager[Client]],
        hear: Callable[[StudyProgress], None],
    ) -> None:
        self.cases, self.options, self.parts, self.workforce, self.hear = cases, options, parts, workforce, hear
        self.found: dict[int, Studied] = {}
        self.progress = StudyProgress(len(cases))
        self._begun = 0.0

    def run(self) -> list[Studied]:
        """What became of each case, in their order. Raises UnfinishedError, Refused (of the scheduler)."""
        with ExitStack() as stack:
            submissions: Submissions | None = None
            waiting = deque(range(len(self.cases)))
            sent: dict[int, CaseContent] = {}
            fell: dict[int, CaseContent] = {}  # their worker fell: tried again after all others, each alone
            while waiting or sent:
                while waiting and (submissions is None or submissions.room):
                    number = waiting.popleft()
                    content = self._to_compute(number)
                    if content is not None:
                        submissions = submissions or self._open(stack)
                        submissions.send(number, content)
                        sent[number] = content
                if submissions is not None and sent:
                    returned = submissions.next()
                    content = sent.pop(returned.number)
                    if returned.fell:
                        fell[returned.number] = content
                    else:
                        self._keep(returned, content)
            for number, content in fell.items():
                assert submissions is not None
                submissions.send(number, content)
                self._keep(submissions.next(), content)
        return [self.found[number] for number in range(len(self.cases))]

    def _to_compute(self, number: int) -> CaseContent | None:
        """The content of a case that has no row yet."""
        case = self.cases[number]
        try:
            content = read_content(case.path)
        except Refused as refused:
            fields = {"key": "", "name": case.name, "seed": self.options.seed} | refused_fields(refused.problems)
            self._finish(number, Studied(StudyRow.model_validate(fields)), before=False)
            return None
        finished = self.parts.read(key_of(content, self.options))
        if finished is None:
            return content
        self._finish(number, finished, before=True)
        return None

    def _open(self, stack: ExitStack) -> Submissions:
        from vedich.studies.submissions import Submissions

        client = stack.enter_context(self.workforce())
        self._begun = time.monotonic()
        return Submissions(client, self.options, self._tell)

    def _keep(self, returned: Returned, content: CaseContent) -> None:
        """Write the part first: only then is the case finished."""
        studied = returned.studied
        if studied is None:
            if returned.error is None:
                told = failed("study.case.worker_fell", {})
            else:
                told = failed("study.case.fault", {"error": type(returned.error).__name__})
            row = {"key": key_of(content, self.options), "name": content.name, "seed": self.options.seed} | told
            studied = Studied(StudyRow.model_validate(row), fault=repr(returned.error) if returned.error else None)
        try:
            self.parts.write(studied)
        except OSError as error:
            values = {"path": self.parts.folder, "reason": error.strerror or error}
            raise UnfinishedError(Problem("study.out.write_failed", values=values)) from error
        self._finish(returned.number, studied, before=False)

    def _finish(self, number: int, studied: Studied, *, before: bool) -> None:
        self.found[number] = named(studied, self.cases[number].name)
        now = self.progress
        self.progress = replace(
            now,
            finished=now.finished + 1,
            before=now.before + before,
            refused=now.refused + (studied.row.status == "refused"),
            failed=now.failed + (studied.row.status == "failed"),
        )
        self.hear(self.progress)

    def _tell(self, submissions: Submissions) -> None:
        seconds = time.monotonic() - self._begun
        now = replace(self.progress, at_work=submissions.at_work, workers=submissions.workers, seconds=seconds)
        self.progress = now
        self.hear(now)
