"""Sums up the findings of a claim in one verdict, which abstains unless much agrees.

Supported needs one passage that holds nearly all of the claim; contradicted needs the same thing
with another value, and the claim's own value nowhere. Everything between is partly_found,
not_found or cannot_tell: a person has to look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..interval import tell_days
from ..lexicon import load_lexicon
from ..records import Analysis, Verdict
from .align import Alignment
from .attribution import SPEAKER_BESIDE
from .bounds import AT_BOUND, BROKEN_BOUND
from .facets import Facet
from .finding import BAD, GOOD, VALUES, Finding, is_word, weight_of
from .polarity import Polarity, compare_polarity
from .roles import find_swapped_verb

SUPPORTED_SHARE = 0.75
WORDED_SHARE = 0.5
"""Share of the claim's weight that one passage must hold, and what is enough where it has a verb of
the claim too. Of the claims of wice dev that are then called supported 83 % are, in either half;
with 0.45 in the place of 0.5 it is 79 %, and without the verb 0.7 gives 78 % of as many."""

ABOUT_SHARE = 0.5
"""Share of a claim's wording that tells that a passage is about it, though no value agrees."""

LEAST_WEIGHT = 25
WHOLE_WEIGHT = 15
"""A claim that weighs less has too few words for agreement to mean anything: with 20 in the place
of 25, 76 % of the claims called supported are. Less is enough where one passage holds all of it."""

WEAK_RULES = frozenset(
    {
        AT_BOUND,
        "date_around",
        "month_without_year",
        "same_digits",
        "same_number",
        "same_part",
        "same_whole",
    }
)
"""Rules by which a value may meet the claim's by chance."""


TIED_RULES = frozenset({"other_count", "other_ordinal"})
"""Rules of another value that the noun it counts ties to the claim."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A verdict, the rule that gave it and the reason in words."""

    verdict: Verdict
    rule: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """What a verdict is given on."""

    claim: Analysis
    alignment: Alignment
    stands_elsewhere: Callable[[Facet], bool]
    """Says whether a value stands in any source at all."""

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings, facet by facet."""
        return self.alignment.findings


def decide(case: Case) -> Decision:
    """Give the verdict on a claim."""
    if not case.findings:
        return Decision(
            verdict="cannot_tell", rule="nothing_to_check", reason="it has no facet to look for"
        )
    if _is_nothing_found(case):
        is_met = any(finding.status != "absent" for finding in _values(case))
        loosely = ", or only as the same number or days of something else" if is_met else ""
        return Decision(
            verdict="not_found",
            rule="nothing_found",
            reason=f"its names, dates and quantities stand nowhere in the sources{loosely}",
        )
    return (
        _decide_contradicted(case)
        or _decide_reference(case)
        or _decide_partly(case)
        or _decide_supported(case)
    )


def guard_speaker(decision: Decision, speaker: Finding) -> Decision:
    """Take back "supported" where the source has somebody else say it."""
    is_other = speaker.status in BAD or speaker.rule == SPEAKER_BESIDE
    if decision.verdict != "supported" or not is_other:
        return decision
    said = speaker.match.value_evidence if speaker.match is not None else "nobody of that name"
    return Decision(
        verdict="cannot_tell",
        rule="other_speaker",
        reason=f"the claim has it from {speaker.facet.text}, the source from {said}",
    )


def _values(case: Case) -> list[Finding]:
    return [finding for finding in case.findings if not is_word(finding.facet)]


def _is_nothing_found(case: Case) -> bool:
    values = _values(case)
    if values:
        words = [finding for finding in case.findings if is_word(finding.facet)]
        near = sum(weight_of(f.facet) for f in words if f.is_near)
        is_about = near >= ABOUT_SHARE * sum(weight_of(f.facet) for f in words) and near > 0
        return not is_about and all(
            finding.status == "absent" or finding.rule in WEAK_RULES for finding in values
        )
    return all(finding.status == "absent" for finding in case.findings)


def _decide_contradicted(case: Case) -> Decision | None:
    differing = [finding for finding in case.findings if finding.status == "differs"]
    if not differing or not _is_agreed_else(case):
        return None
    if compare_polarity(case.claim, case.alignment) is not Polarity.SAME:
        return None
    if any(case.stands_elsewhere(f.facet) for f in differing if f.rule != BROKEN_BOUND):
        return None
    said = "; ".join(
        f"{tell_days(finding.match.value_claim)}: the source has"
        f" {tell_days(finding.match.value_evidence)}"
        for finding in differing
        if finding.match is not None
    )
    return Decision(verdict="contradicted", rule="other_value", reason=said)


def _is_agreed_else(case: Case) -> bool:
    """Say whether no other value is missing, and something ties the source to the claim."""
    values = _values(case)
    if any(f.status == "absent" and f.facet.kind in VALUES for f in values):
        return False
    is_worded = any(f.status in GOOD and f.is_near and is_word(f.facet) for f in case.findings)
    if not is_worded and any(f.rule == BROKEN_BOUND and f.facet.kind == "date" for f in values):
        return False  # years on the other side of a bound stand everywhere
    return any(f.is_near and (f.status in GOOD or f.rule in TIED_RULES) for f in case.findings)


def _decide_reference(case: Case) -> Decision | None:
    """Abstain where the claim leans on somebody or something that it does not name."""
    pronouns = load_lexicon("check")["references"]["pronouns"]
    text = case.claim.records.article.text
    resolved = {m.start for m in case.claim.records.mentions if m.kind == "pronoun" and m.entity}
    for sentence in case.claim.sentences:
        for word in sentence.words:
            said = text[word.start : word.end]
            is_subject = word.dep.startswith("nsubj") and word.pos == "PRON"
            if is_subject and said.casefold() in pronouns and word.start not in resolved:
                if any(finding.status in BAD for finding in _values(case)):
                    return None
                return Decision(
                    verdict="cannot_tell",
                    rule="unresolved_reference",
                    reason=f"it does not say who or what {said!r} is",
                )
    return None


def _decide_partly(case: Case) -> Decision | None:
    missing = [finding.facet.text for finding in case.findings if finding.status in BAD]
    if not missing:
        return None
    return Decision(
        verdict="partly_found",
        rule="facet_missing",
        reason=f"not in the sources as the claim has it: {'; '.join(missing)}",
    )


def _is_predicate_near(case: Case) -> bool:
    """Say whether the best passage has a verb of the claim; a claim may be without one."""
    predicates = [f for f in case.findings if f.facet.kind == "predicate"]
    place = case.alignment.core[0][1] if case.alignment.core else 0
    return not predicates or any(
        f.status in GOOD and f.match is not None and abs(f.match.place - place) <= 1
        for f in predicates
    )


def _decide_supported(case: Case) -> Decision:
    unclear = [f for f in _values(case) if f.status == "unclear"]
    polarity = compare_polarity(case.claim, case.alignment)
    if polarity is not Polarity.SAME:
        return Decision(verdict="cannot_tell", rule=polarity.value, reason=polarity.reason)
    swapped = find_swapped_verb(case.claim, case.alignment)
    if swapped is not None:
        return Decision(
            verdict="cannot_tell",
            rule="roles_differ",
            reason=f"who does it and whom it meets change places around {swapped!r}",
        )
    if unclear:
        return Decision(
            verdict="cannot_tell", rule="value_unclear", reason=_say_unclear(unclear[0])
        )
    weak = [f for f in _values(case) if f.rule in WEAK_RULES]
    if weak or not _values(case):
        return _leave_open("what the source shares with it is too little or too loose to tell")
    weight = sum(weight_of(f.facet) for f in case.findings)
    if weight < (WHOLE_WEIGHT if case.alignment.share >= 1 else LEAST_WEIGHT):
        found = "all" if case.alignment.share >= 1 else "much"
        return _leave_open(f"{found} of it is found, but so few words may be met by chance")
    if case.alignment.share >= (WORDED_SHARE if _is_predicate_near(case) else SUPPORTED_SHARE):
        return Decision(
            verdict="supported",
            rule="one_passage",
            reason=f"one passage holds {case.alignment.share:.0%} of what it says",
        )
    return Decision(
        verdict="cannot_tell",
        rule="not_together",
        reason="its names and values stand in the source, but not together in these words",
    )


def _leave_open(reason: str) -> Decision:
    return Decision(verdict="cannot_tell", rule="too_little", reason=reason)


def _say_unclear(finding: Finding) -> str:
    if finding.match is None:
        return f"it does not say which days {finding.facet.text!r} means"
    days = f"{tell_days(finding.match.value_claim)} and {tell_days(finding.match.value_evidence)}"
    return f"{days} are one day if day and month change places in the one that is in digits"
