"""Policies as data: criteria, exceptions, restrictions, level of care; versions with the days they are in force."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from .base import NOT_STATED, Model, NotStated
from .language import Test

FactRef = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*#f\d+[a-z]?$")]
"""`source#f01`."""


class Criterion(Model):
    """One requirement of a policy."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Unique in the policy."""
    family: str
    """Criterion family of the vocabulary: what it is told with."""
    scope: Literal["level", "line"] = "level"
    """Whether each level answers it by itself."""
    label: str
    """Noun phrase: what is required."""
    text: str
    """The requirement, one normative sentence."""
    needs: str
    """Noun phrase of what the policy asks for, in the place of X in "the policy asks for X"."""
    test: Test
    """The test."""
    grounds: tuple[FactRef, ...] = Field(min_length=1)
    """Facts that ground it."""
    fills: tuple[FactRef, ...] = ()
    """Those of the grounds that are not this body's own: they ground what its text leaves open and the set that it falls back on decides.
    `text` has to say so."""
    differs: tuple[FactRef, ...] = ()
    """Facts of sources that ask for something else, told beside it."""
    remedy: str
    """What would satisfy it, an infinitive-free noun phrase; `{level}` and `{side}` are filled in."""
    bars: bool = False
    """Whether the source bars the procedure as such where it is not met: the answer then is a rule, not a gap in the record."""


class Common(Criterion):
    """A criterion that a set asks under several of its policies."""

    procedures: tuple[str, ...] = ()
    """Procedure families whose policies it is asked under; empty: all whose codes are questions level by level."""
    kinds: tuple[str, ...] = ()
    """Finding kinds of which the record has to say something for it to be asked; empty: it is always asked."""


class Waiver(Model):
    """A waiver: conditions under which named criteria need not be met."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    label: str
    """Noun phrase, as a reviewer names it."""
    text: str
    """What it waives and when, one sentence."""
    scope: Literal["level", "line"] = "level"
    when: Test
    """Its conditions; silence about them does not open an exception."""
    waives: tuple[str, ...] = Field(min_length=1)
    """Ids of the criteria."""
    grounds: tuple[FactRef, ...] = Field(min_length=1)
    fills: tuple[FactRef, ...] = ()
    """Those of the grounds that the set that this one falls back on decides by, as for a criterion."""
    differs: tuple[FactRef, ...] = ()
    """Facts of sources that waive less or define it more strictly, told where the waiver applies."""


class Alternative(Model):
    """Another procedure, as a rule a lesser one, to consider where a criterion fails."""

    when_failed: tuple[str, ...] = Field(min_length=1)
    """Criteria whose failure calls for it."""
    policy: str
    """Policy that the lesser procedure is checked against."""
    also: tuple[str, ...] = ()
    """Procedure families that serve as the lesser procedure too: where the request has one at the level and it stands or could, that line
    is the alternative."""
    lesser: bool = True
    """Whether it does less than the one requested. False: it is another way to the same end, and considered only where the criteria that
    call for it are all that stands against the one requested."""
    open_unless: Test | NotStated = NOT_STATED
    """Where this is met at a level, the procedure is considered only if it stands there, not if it merely could."""
    procedure: str
    """Noun phrase, as recommended."""
    grounds: tuple[FactRef, ...] = Field(min_length=1)


class EvidencePlan(Model):
    """Facts that a reader of a determination under this policy should see, by section."""

    natural_history: tuple[FactRef, ...] = ()
    outcomes: tuple[FactRef, ...] = ()
    complications: tuple[FactRef, ...] = ()
    approach: tuple[FactRef, ...] = ()
    """What the evidence supports if the criteria were met."""
    limits: tuple[FactRef, ...] = ()
    """Whom the studies left out; always told with the outcomes."""


class ConditionalPlan(EvidencePlan):
    """A plan that takes the place of the policy's own where the record shows one of these findings."""

    kinds: tuple[str, ...] = Field(min_length=1)
    """Finding kinds, of which the record shows one."""
    without: tuple[str, ...] = ()
    """Finding kinds, of which it shows none there."""
    at: Literal["level", "anywhere"] = "anywhere"
    """Where: at a level of the line, or with none named; or anywhere in the record."""


class Effective(Model):
    """Days between which a policy is in force."""

    start: date
    end: date | NotStated = NOT_STATED


class Policy(Model):
    """Criteria for a group of codes."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9/-]*$")
    """`set/name`."""
    title: str
    """Printed name."""
    procedure: str
    """Procedure family."""
    codes: tuple[str, ...] = Field(min_length=1)
    """Codes it decides."""
    regions: tuple[str, ...] = ()
    """Regions it decides them in; empty: all in which the code is valid."""
    home: tuple[str, ...] = ()
    """Of these regions, those of which one must be the line's own, where the others may only be reached into; empty: any. A line's own
    region is that of its code; where the code serves several, that of the parent it adds to, or of most of its levels."""
    applies: Test | NotStated = NOT_STATED
    """Further condition for this policy to be the one that decides."""
    version: str
    """Printed version."""
    effective: Effective
    fidelity: Literal["primary", "secondary", "synthesis"]
    """Own synthesis, or a payer's rule seen first- or second-hand."""
    sources: tuple[str, ...] = Field(min_length=1)
    """Sources it rests on."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    exceptions: tuple[Waiver, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    evidence: EvidencePlan = EvidencePlan()
    evidence_when: tuple[ConditionalPlan, ...] = ()
    """Plans for patients whose condition the policy's own plan does not fit; the first that fits is used. A policy without a plan tells
    what the fallback set tells of the code."""
    note: str | NotStated = NOT_STATED

    @cached_property
    def by_id(self) -> dict[str, Criterion]:
        """The criteria by their ids."""
        return {c.id: c for c in self.criteria}


class Restriction(Model):
    """A rule among lines."""

    id: str
    kind: Literal["incidental", "coding_note"]
    """Incidental: the line is part of the other. Coding note: told apart from necessity."""
    codes: tuple[str, ...] = Field(min_length=1)
    """Codes it concerns."""
    with_codes: tuple[str, ...] = ()
    """Codes that trigger it; empty: any other stand-alone procedure."""
    place: Literal["level", "region", "site"]
    """Same level, same region, or same level and side in one stage."""
    text: str
    """One sentence."""
    grounds: tuple[FactRef, ...] = Field(min_length=1)


class SettingRule(Model):
    """When a level of care is supported."""

    setting: tuple[str, ...] = Field(min_length=1)
    """Requested settings it decides."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    """Evaluated once for the request; any one of them supports the setting."""
    default: bool = False
    """The setting that needs no justification."""
    days: str
    """What the policy says of the number of days, one sentence."""
    days_grounds: tuple[FactRef, ...] = Field(min_length=1)


class ReportedStay(Model):
    """How long patients stayed in hospital after an operation, as a source reports it: what days asked for are held against."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    label: str
    """Noun phrase of the stay: of how many days, and after what."""
    when: Test
    """Asked once the lines are decided: whether what stands is this operation."""
    days: float = Field(gt=0)
    """Mean or median stay in days; where several stays fit a request, the longest holds."""
    grounds: tuple[FactRef, ...] = Field(min_length=1)
    """Facts that report it."""


class PolicySet(Model):
    """The policies of one payer or body, with what holds among lines and for the level of care."""

    id: str
    title: str
    version: str
    description: str
    effective: Effective
    fallback: str | NotStated = NOT_STATED
    """Set that decides where this one has no policy."""
    issuers: tuple[str, ...] = ()
    """Payers whose own policy texts retrieval may bring under this set."""
    numbers: tuple[str, ...] = ()
    """Numbers by which its policies are cited: a question or a summary that names one asks for this set."""
    common: tuple[Common, ...] = ()
    """Criteria of several policies at once."""
    restrictions: tuple[Restriction, ...] = ()
    settings: tuple[SettingRule, ...] = ()
    stays: tuple[ReportedStay, ...] = ()
    """Stays that sources report, with those of the fallback set."""
    policies: tuple[Policy, ...] = ()


class Disposition(Model):
    """What an overall outcome is headed, and what happens next."""

    id: str
    undetermined_as: Literal["not_necessary", "undetermined"]
    """How an undetermined request is headed."""
    headings: dict[str, str]
    """Heading by overall outcome; `no_policy`, where there is one, for a request that no policy decides."""
