"""A HiGHS that keeps quiet: it prints its banner when it is made, options or not."""

from __future__ import annotations

import os
import sys
from typing import Any


def new_highs(**options: Any) -> Any:
    """A solver with `options` set and nothing on standard output."""
    import highspy

    sys.stdout.flush()
    kept, null = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 1)
        model = highspy.Highs()
        model.silent()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(null)
    for name, value in options.items():
        model.setOptionValue(name, value)
    return model
