"""Units and currencies: their spellings, what they measure, and their base units; no spaCy.

The one place that stands on quantulum3 (its registry of spellings) and pint (its arithmetic).
"""
