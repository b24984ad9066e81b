"""The small language of policy tests.

A test is a mapping with one key, its operator. `all`, `any`, `not` and `at_least` combine; `finding`, `treatment`, `correlation`,
`request`, `patient`, `line` and `criterion` ask. Every question has three answers: met, not met, undetermined.
"""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from .base import NOT_STATED, Model, NotStated
from .case import Response

Truth = Literal["met", "not_met", "undetermined"]
At = Literal["level", "adjacent", "line", "placed", "region", "anywhere"]


class Bound(Model):
    """What a value must reach: one or two comparisons, on a graded scale or as a number with its unit."""

    at_least: str | float | NotStated = NOT_STATED
    """Not below (>=)."""
    above: str | float | NotStated = NOT_STATED
    """Strictly above (>)."""
    at_most: str | float | NotStated = NOT_STATED
    """Not above (<=)."""
    below: str | float | NotStated = NOT_STATED
    """Strictly below (<)."""
    one_of: tuple[str, ...] = ()
    """Any of these grades."""
    unit: str | NotStated = NOT_STATED
    """Unit of a number; a finding in another unit is not compared."""

    @model_validator(mode="after")
    def _asks_something(self) -> "Bound":
        if self.one_of or any(v != NOT_STATED for v in (self.at_least, self.above, self.at_most, self.below)):
            return self
        raise ValueError("a bound needs one of at_least, above, at_most, below, one_of")


class Silence(Model):
    """What the record's silence means for a question."""

    silence: Truth = "undetermined"
    """Nothing is said. `not_met`: not met as documented. `met`: presumed, because only its opposite would be documented."""
    unreported: Truth | NotStated = NOT_STATED
    """Nothing is said, although a document that could have shown it is on file; as `silence` where not stated."""


class FindingTest(Silence):
    """Whether the record shows a finding."""

    kinds: tuple[str, ...] = Field(min_length=1)
    """Kinds that answer the question; any one of them is enough."""
    at: At = "level"
    """Where: this level, the levels next to it, any level of the line, the line's region, or anywhere. `placed`: this level where the
    finding names levels, else the region; one that names other levels alone does not count, and is told."""
    among: tuple[str, ...] = ()
    """Levels of which it must concern one; a finding that names no level leaves that open. Empty: any."""
    side: Literal["request", "each", "any"] = "request"
    """Whether the side must fit the requested one; `each`: where both sides are requested, each must be shown by itself."""
    complaint: tuple[str, ...] = ()
    """Finding kinds that tell on which side the complaint is: what lies on the other side alone does not count. Empty: it does."""
    value: Bound | NotStated = NOT_STATED
    """What its value must reach."""
    of: tuple[str, ...] = ()
    """Structures it must concern."""
    accept: tuple[str, ...] = ()
    """Groups of documents that prove it; other documents only report it second-hand. Empty: all."""
    unreported_in: tuple[str, ...] = ()
    """Groups of the documents whose silence is meant by `unreported`, where not all that prove it look for it. Empty: those of `accept`."""
    leads: tuple[str, ...] = ()
    """Groups of documents whose word goes before that of others: what they refute, another document of the days that the state lasts
    does not show.
    """
    told: tuple[str, ...] = ()
    """Kinds that do not count and are told where nothing that counts is on record."""
    within_months: float | NotStated = NOT_STATED
    """Look-back window before the date of the request."""
    older: Literal["ignored", "outdated"] = "ignored"
    """What a statement from before the window means; `outdated`: it settles nothing, and is told."""
    undated: Literal["open", "counts", "ignored"] = "open"
    """What a statement without a date means for the window: left open, counted, where only what is dated earlier is out, or
    passed over, where only what is dated within it speaks.
    """
    ungraded: Literal["undetermined", "not_met"] = "undetermined"
    """What a finding without the value asked for means; `not_met` where an indication has to be shown."""
    uncertain: Literal["undetermined", "silence"] = "undetermined"
    """What an uncertain statement means; `silence`: no more than none, where only a plain denial counts."""
    spoken_of: bool = False
    """Whether a denial answers it as well, as where a document on file only has to speak of the place."""
    times: int = Field(default=1, ge=1)
    """On how many occasions the record must show it, as after each of two blocks; shown on fewer it is open, or not met if one fell short."""
    latest: bool = False
    """Only the newest statement of each kind, structure and side counts."""


class TreatmentTest(Silence):
    """Whether treatment was given, long enough, recently enough, in the required form."""

    kinds: tuple[str, ...] = ()
    """Treatment kinds that count; with `classes`, either."""
    classes: tuple[str, ...] = ()
    """Treatment classes that count."""
    weeks: Bound | NotStated = NOT_STATED
    """Total of the joined episodes, in weeks."""
    sessions: Bound | NotStated = NOT_STATED
    """Total number of visits."""
    told: tuple[str, ...] = ()
    """Treatment classes that do not count and are told where nothing that counts is on record."""
    distinct: int = Field(default=1, ge=1)
    """How many different kinds must have been tried."""
    supervised: Literal["yes", "any"] = "any"
    """Whether it must have been formal and in person."""
    region: Literal["line", "any"] = "line"
    """Whether it must have been given for the region of the request."""
    at: Literal["region", "placed"] = "region"
    """Where: anywhere in the region. `placed`: at this level where the record names levels; one at a neighbour of it leaves the question
    open, one at other levels alone does not count, and is told."""
    side: Literal["request", "any"] = "request"
    """Whether one that names the other side alone counts; `any`: it does, as where sessions are counted for the person. One that names no
    side counts for each."""
    within_months: float | NotStated = NOT_STATED
    """Look-back window before the date of the request, by the last day of an episode."""
    undated: Literal["open", "counts"] = "open"
    """What treatment without a date means for the window: left open, or counted, where only what is dated earlier is out."""
    responses: tuple[Response, ...] = ()
    """Responses that count; a response that is not stated leaves the question open, where `unanswered` does not say otherwise."""
    unanswered: Literal["open", "counts"] = "open"
    """What treatment of which no response is told means for `responses`: left open, or counted."""
    since: tuple[str, ...] = ()
    """Finding kinds that say how many weeks the present episode has lasted; treatment that ended before it began does not count."""


class CorrelationTest(Silence):
    """Whether objective signs fit a root that can be compressed at the level, on the side asked for."""

    signs: tuple[str, ...] = Field(min_length=1)
    """Finding kinds that count as objective signs."""
    compression: tuple[str, ...] = ()
    """Finding kinds whose location says which root is at stake; empty or not on record: every root of the level."""
    touching: tuple[str, ...] = ()
    """Finding kinds that compress nothing by themselves; a root that they name tells the place of a compression that has none."""
    grade: Bound | NotStated = NOT_STATED
    """What a graded compression must reach to say which root and side are at stake, where another reaches it or has no grade."""
    symptoms: tuple[str, ...] = ()
    """Finding kinds that do not prove correlation but are told where they fit no root of the level."""
    complaint: tuple[str, ...] = ()
    """Finding kinds that tell on which side the complaint is: where it is told on the other side alone, signs that fit leave it open."""
    accept: tuple[str, ...] = ()
    """Groups of documents that prove it."""
    within_months: float | NotStated = NOT_STATED
    """Look-back window before the date of the request, by the day of the examination. Signs that fit and are all older leave it open; one
    without a date counts."""
    normal: tuple[str, ...] = ()
    """Kinds of `signs` whose denial as a whole makes an examination normal, where the others would show in them. Empty: three kinds, or all."""
    denied: Literal["not_met", "silence"] = "not_met"
    """What a normal examination means; `silence`: no more than none, where only signs of another root or side speak against it."""


class RequestTest(Model):
    """A question about the request itself; always answered."""

    codes: tuple[str, ...] = ()
    """Another line has one of these codes at the same place."""
    procedures: tuple[str, ...] = ()
    """Another line belongs to one of these procedure families at the same place."""
    at: Literal["level", "adjacent"] = "level"
    """Which place is meant by that: this one, or a neighbouring level."""
    levels: Bound | NotStated = NOT_STATED
    """Number of levels of the line."""
    contiguous: bool | NotStated = NOT_STATED
    """Whether the levels of the line are neighbours."""
    together: bool = False
    """Whether `levels` and `contiguous` count the levels of all lines of the procedure family in the region, but those of the other side or
    of another stage."""
    among: tuple[str, ...] = ()
    """The level is one of these."""
    reaches: tuple[str, ...] = ()
    """The line ends at one of these landmarks, or includes a level that has it."""
    both_sides: bool | NotStated = NOT_STATED
    """Whether both sides are asked for in one stage, by this line or with others of its procedure family at the same place."""
    staged: bool | NotStated = NOT_STATED
    """Whether more than one stage is requested; for the level of care, whether more than one stands."""
    combined: bool | NotStated = NOT_STATED
    """Whether the codes requested go in by more than one way; for the level of care, whether those that stand do."""
    ways: tuple[str, ...] = ()
    """Every approach of the codes requested is one of these; for the level of care, of those that stand."""
    setting: tuple[str, ...] = ()
    """The requested setting is one of these."""
    days: Bound | NotStated = NOT_STATED
    """Days asked for; not met where the request names none."""
    standing_levels: Bound | NotStated = NOT_STATED
    """Number of levels that stand, over all lines of the families in `procedures`."""


class PatientTest(Model):
    """A question about the person."""

    age: Bound | NotStated = NOT_STATED
    sex: Literal["female", "male", "not_stated"] = NOT_STATED
    silence: Truth = "undetermined"


class LineTest(Model):
    """A question about the outcome of another line at the same place."""

    codes: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    """Families of the other line; with `codes`, either."""
    parents: bool = False
    """The lines that the code table names as parents of this code."""
    parents_of: tuple[str, ...] = ()
    """Codes of which only their own parents count, in place of `procedures`: what goes in from one side serves no operation from the other."""
    outcome: tuple[Literal["necessary", "not_necessary", "undetermined", "incidental"], ...] = ("necessary",)
    """Outcomes that satisfy it; an undetermined line leaves it open."""
    levels: Bound | NotStated = NOT_STATED
    """How many levels of the other lines, taken together, must have one of the outcomes."""
    together: bool = False
    """Whether `levels` counts the lines at other levels of the region as well."""
    reaches: tuple[str, ...] = ()
    """Only levels of the other line that have one of these landmarks count; a line that names no level leaves it open."""
    missing: Truth = "not_met"
    """What it means that no such line is requested."""
    anywhere: bool = False
    """Whether lines at other places count as well, as the long construct does of which a joint below it is a part."""


class Leaf(Model):
    """A test that asks the record, the request or the person."""

    label: str | NotStated = NOT_STATED
    """Noun phrase of what is asked, for the explanation tree and for sentences."""
    remedy: str | NotStated = NOT_STATED
    """What would satisfy it, where it differs from the criterion's remedy."""
    documentable: bool = True
    """Whether a further document could still show it; false for what the reports on file would have said."""


def _operator(value: Any) -> str | None:
    """The operator of a test, for pydantic's choice of model."""
    if not isinstance(value, dict | Leaf):
        return None
    keys = set(value) if isinstance(value, dict) else {name.rstrip("_") for name in type(value).model_fields}
    found = keys & set(OPERATORS)
    return found.pop() if len(found) == 1 else None


class All(Leaf):
    """Every part is met."""

    all: tuple["Test", ...] = Field(min_length=1)


class AnyOf(Leaf):
    """One part at least is met."""

    any: tuple["Test", ...] = Field(min_length=1)


class Not(Leaf):
    """The part is not met."""

    model_config = ConfigDict(populate_by_name=True)
    not_: "Test" = Field(alias="not")


class AtLeast(Leaf):
    """At least `n` of the parts are met."""

    at_least: int = Field(ge=1)
    of: tuple["Test", ...] = Field(min_length=1)


class AskFinding(Leaf):
    finding: FindingTest


class AskTreatment(Leaf):
    treatment: TreatmentTest


class AskCorrelation(Leaf):
    correlation: CorrelationTest


class AskRequest(Leaf):
    request: RequestTest


class AskPatient(Leaf):
    patient: PatientTest


class AskLine(Leaf):
    line: LineTest


class AskCriterion(Leaf):
    criterion: str
    """Id of another criterion of the same policy."""


OPERATORS = (
    "all",
    "any",
    "not",
    "at_least",
    "finding",
    "treatment",
    "correlation",
    "request",
    "patient",
    "line",
    "criterion",
)

Test = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[AskFinding, Tag("finding")]
    | Annotated[AskTreatment, Tag("treatment")]
    | Annotated[AskCorrelation, Tag("correlation")]
    | Annotated[AskRequest, Tag("request")]
    | Annotated[AskPatient, Tag("patient")]
    | Annotated[AskLine, Tag("line")]
    | Annotated[AskCriterion, Tag("criterion")],
    Discriminator(
        _operator,
        custom_error_type="test_operator",
        custom_error_message=f"a test has exactly one operator of: {', '.join(OPERATORS)}",
    ),
]
