"""From a case to a verified plan: problem → model (HiGHS) → search → plan; and the verifier that trusts none of it."""

from vedich.planning.alternatives import Alternatives, alternatives
from vedich.planning.comparison import PlanDiff, compare
from vedich.planning.found import Progress
from vedich.planning.planner import DEFAULT_SECONDS, plan
from vedich.planning.replanning import Replan, replan
from vedich.planning.result import Plan
from vedich.planning.verifier import verify

__all__ = [
    "DEFAULT_SECONDS",
    "Alternatives",
    "Plan",
    "PlanDiff",
    "Progress",
    "Replan",
    "alternatives",
    "compare",
    "plan",
    "replan",
    "verify",
]
