"""What every model of the program shares: immutability, strictness, and an explicit word for what is not known."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any, Final, Literal, ParamSpec, TypeVar, cast

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler

NotStated = Literal["not_stated"]
NOT_STATED: Final[NotStated] = "not_stated"


class Model(BaseModel):
    """A frozen value. A misspelt field fails at load instead of being ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler, /) -> dict[str, Any]:
        """The schema, with the docstring of each field as its description.

        They are read here, and not by `use_attribute_docstrings`, which reads the source of every model at every start.
        """
        made = handler(schema)
        described = handler.resolve_ref_schema(made).get("properties", {})
        for name, text in _docstrings(cls).items():
            field = cls.model_fields.get(name)
            if field is not None:
                described[field.alias or name].setdefault("description", text)
        return made


_PUT_VALUES, _PUT_GIVEN, _PUT_EXTRA, _PUT_PRIVATE = (
    BaseModel.__dict__[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


def fill(made: Model, values: dict[str, Any], given: set[str]) -> None:
    """Gives a new model its values, unchecked, and the names of those that were given."""
    _PUT_VALUES(made, values)
    _PUT_GIVEN(made, given)
    _PUT_EXTRA(made, None)
    _PUT_PRIVATE(made, None)


M = TypeVar("M", bound=Model)
Fields = ParamSpec("Fields")


def maker(model: Callable[Fields, M]) -> Callable[Fields, M]:
    """What makes values of a model from its fields by name, in their order where all are given: nothing is checked.

    For what the program computes, of types that are checked before it runs: a third of the time of the model itself, and none of that
    which it takes to make its validator at every start.
    """
    made_of = cast("type[M]", model)
    new = made_of.__new__
    usual = {name: field.default for name, field in made_of.model_fields.items()}
    every, count = set(usual), len(usual)

    def make(*_: Fields.args, **fields: Fields.kwargs) -> M:
        made = new(made_of)
        _PUT_VALUES(made, fields if len(fields) == count else {**usual, **fields})
        _PUT_GIVEN(made, every)
        _PUT_EXTRA(made, None)
        _PUT_PRIVATE(made, None)
        return made

    return make


def plain(value: M) -> M:
    """The fields of a model, and of those in it, on objects that have nothing else: for what is read again and again, as a field of a
    model takes six times as long to find. Only its fields may be asked for.
    """
    return cast("M", _plain(value))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if not isinstance(value, Model):
        return value
    shape = _shape(type(value))
    made = shape()
    for name in shape.__slots__:
        setattr(made, name, _plain(getattr(value, name)))
    return made


@cache
def _shape(model: type[Model]) -> Any:
    return type(model.__name__, (), {"__slots__": tuple(model.model_fields)})


def _docstrings(model: type[Model]) -> dict[str, str]:
    """The docstrings under the fields of a model, and of those that it is made of."""
    import ast
    import inspect
    import textwrap

    found: dict[str, str] = {}
    for part in reversed(model.__mro__):
        if not issubclass(part, Model):
            continue
        try:
            source = inspect.getsource(part)
        except OSError:  # an installation without sources
            continue
        (tree,) = ast.parse(textwrap.dedent(source)).body
        for line, below in pairwise(getattr(tree, "body", ())):
            match line, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    found[name] = inspect.cleandoc(text)
    return found


Side = Literal["left", "right", "bilateral", "midline", "not_stated"]
Status = Literal["present", "absent", "uncertain"]
YesNo = Literal["yes", "no", "not_stated"]


def sides_overlap(one: Side, other: Side) -> bool:
    """Whether two sides can speak of the same place; a side that is not stated excludes nothing."""
    open_ended = ("bilateral", "not_stated", "midline")
    return one == other or one in open_ended or other in open_ended
