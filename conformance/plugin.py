"""
The part of the suite that pytest loads: markers, outcomes, and the report of a run.

It is loaded wherever the package is installed, so it needs pytest and nothing else.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

from . import collection, terminal
from .findings import Plan, SuiteFinding, TestFinding
from .hourglass import limited
from .outcomes import Progress
from .report import write

_AREAS = sorted(path.stem for path in Path(__file__).parent.glob("test_*.py"))
_KEY = "puppet-conformance"

# What fails in the suite says what was compared, as in a test of one's own.
pytest.register_assert_rewrite(
    *(
        f"conformance.{area}"
        for area in [*_AREAS, "harness", "hearing", "life", "nursery", "stateful"]
    )
)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("conformance", "conformance of puppets")
    group.addoption(
        "--puppet-report",
        metavar="DIR",
        type=Path,
        help="write what was proved as JSON, Markdown and HTML into this folder",
    )
    group.addoption(
        "--puppet-seed",
        metavar="N",
        type=int,
        default=1,
        help="begin the random walks and the kills here (default 1)",
    )
    group.addoption(
        "--puppet-quiet",
        action="store_true",
        help="say nothing of it at the end: for who reads the report",
    )


def pytest_configure(config: pytest.Config) -> None:
    for line in (
        "clause(*numbers): the clauses of the contract that the test proves",
        "requires(*operations): what the platform needs to have; else it must refuse",
        "timeout(seconds): how long the test may take",
        "anyio: run the test on an event loop",
    ):
        config.addinivalue_line("markers", line)
    config.pluginmanager.register(Register(config), "wechaty_conformance_register")


class Register:
    """Every finding of this run, wherever its test ran."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._plans: dict[str, Plan] = {}
        self._tests: dict[str, TestFinding] = {}
        self._suites: list[SuiteFinding] = []

    # Where tests run: here, or in a worker of pytest-xdist.

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for plan in collection.plans(items):
            self._plans[plan.suite] = plan

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        for suite in filter(None, map(collection.suite_of, items)):
            if suite in self._plans:
                self._plans[suite].deselected += 1

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if collection.suite_of(item) is not None:
            finding = Progress.of(item).take(report, call)
            if report.when == "teardown":
                report.user_properties.append((_KEY, finding.to_plain()))
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_pyfunc_call(
        self, pyfuncitem: pytest.Function
    ) -> Generator[None, object, object]:
        if collection.suite_of(pyfuncitem) is not None:
            pyfuncitem.obj = limited(pyfuncitem, pyfuncitem.obj)
        return (yield)

    # Where everything comes together.

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for key, plain in report.user_properties:
            if key == _KEY and isinstance(plain, dict):
                self._tests[report.nodeid] = TestFinding.from_plain(plain)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        for plain in getattr(node, "workeroutput", {}).get(_KEY, ()):
            self._plans[plain["suite"]] = Plan(**plain)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(self._config, "workeroutput", None)
        if output is not None:
            output[_KEY] = [vars(plan) for plan in self._plans.values()]
        elif not self._config.option.collectonly:
            self._suites = [self._suite(plan) for plan in self._plans.values()]
            self._conclude(session)

    def _suite(self, plan: Plan) -> SuiteFinding:
        tests = (test for test in self._tests.values() if test.suite == plan.suite)
        return SuiteFinding(plan, tuple(tests))

    def _conclude(self, session: pytest.Session) -> None:
        """A clause that was not run is a failure, unless only a part was asked for."""
        folder: Path | None = self._config.option.puppet_report
        if folder is not None:
            write(folder, self._suites, seed=self._config.option.puppet_seed)
        asked = [one for one in self._suites if folder is not None or one.plan.whole]
        broken = any(not one.conformant and not _expected(one) for one in asked)
        if broken or (folder is not None and not self._suites):
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        if self._config.option.puppet_quiet:
            return
        folder: Path | None = self._config.option.puppet_report
        for line in terminal.lines(self._suites, folder):
            terminalreporter.write_line(line)


def _expected(suite: SuiteFinding) -> bool:
    """Whether all that does not hold was overridden, with a reason, to fail."""
    return not (suite.unexercised or suite.refuted) and all(
        any(test.expected for test in found.tests)
        for found in suite.clauses
        if found.outcome.value in {"failed", "not run"}
    )
