"""From a case to a verified plan: problem → model (HiGHS) → search → plan; and the verifier that trusts none of it."""

from vedich.planning.alternatives import Alternatives, alternatives
from vedich.planning.buy import buy
from vedich.planning.buy_result import Buy
from vedich.planning.changes import apply, apply_to_rulebook
from vedich.planning.comparison import PlanDiff, compare
from vedich.planning.dependencies import Dependency, dependencies
from vedich.planning.found import Progress
from vedich.planning.impact import impact
from vedich.planning.impact_result import Impact
from vedich.planning.planner import DEFAULT_SECONDS, plan
from vedich.planning.replanning import Replan, replan
from vedich.planning.result import Plan
from vedich.planning.verifier import verify
from vedich.planning.why import why
from vedich.planning.why_result import Why

__all__ = [
    "DEFAULT_SECONDS",
    "Alternatives",
    "Buy",
    "Dependency",
    "Impact",
    "Plan",
    "PlanDiff",
    "Progress",
    "Replan",
    "Why",
    "alternatives",
    "apply",
    "apply_to_rulebook",
    "buy",
    "compare",
    "dependencies",
    "impact",
    "plan",
    "replan",
    "verify",
    "why",
]
