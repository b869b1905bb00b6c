"""How much a claim is worth checking, from 0 to 1, with the reasons.

Hand-made features, each with one weight in ``lexicon.toml``; the score is their logistic sum.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ..errors import SettingsError
from .features import FEATURES, Evidence

START = "start"
"""The weight that every claim has, before anything is known of it."""

NOTEWORTHY = 0.3
"""Strength from which a feature is given as a reason."""


def rate(evidence: Evidence, weights: Mapping[str, float]) -> tuple[float, list[str]]:
    """Give the priority and the reasons, strongest first; a minus marks what lowers it."""
    strengths = {feature.__name__: feature(evidence) for feature in FEATURES}
    parts = {name: strength * weights[name] for name, strength in strengths.items()}
    reasons = [name for name in parts if strengths[name] >= NOTEWORTHY and weights[name]]
    reasons.sort(key=lambda name: -abs(parts[name]))
    signed = [name if parts[name] > 0 else f"-{name}" for name in reasons]
    return round(_logistic(weights[START] + sum(parts.values())), 3), signed


def read_weights(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, float]:
    """Put a user's weights over the shipped ones.

    Raises ``SettingsError`` where one is no finite number, or weighs what is no feature.
    """
    weights = {**shipped, **own}
    features = {START, *(feature.__name__ for feature in FEATURES)}
    for name, weight in weights.items():
        if name not in features:
            raise SettingsError(
                f"claims: weight for {name!r}, which is no feature. There are"
                f" {', '.join(sorted(features))}."
            )
        number = isinstance(weight, int | float) and not isinstance(weight, bool)
        if not (number and math.isfinite(weight)):
            raise SettingsError(
                f"claims: the weight of {name!r} is {weight!r}, expected a number."
                " 0 switches a feature off; a negative number lowers the priority."
            )
    return weights


def _logistic(total: float) -> float:
    """Give 1 / (1 + exp(-total)), without an overflow where a user's weights are large.

    >>> _logistic(0.0), round(_logistic(-9000.0), 3)
    (0.5, 0.0)
    """
    return (1 + math.tanh(total / 2)) / 2
