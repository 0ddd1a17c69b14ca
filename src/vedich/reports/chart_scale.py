"""Round steps for the axes of charts."""

from __future__ import annotations

from fractions import Fraction

_STEPS = (1, 2, 5, 10)


def nice_step(span: Fraction, about: int) -> Fraction:
    """A step of 1, 2 or 5 times a power of ten that cuts `span` (> 0) into at most `about` pieces."""
    power = Fraction(1)
    while power * about * 10 <= span:
        power *= 10
    while power * about > span:
        power /= 10
    return next(step * power for step in _STEPS if step * power * about >= span)
