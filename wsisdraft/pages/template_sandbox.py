"""Jinja as templates of a draft get it: no attributes of ours, no files, and bounded work."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from types import BuiltinMethodType, MethodType
from typing import TYPE_CHECKING, Any, cast

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace

from wsisdraft.pages.template_counting import Door, with_counting
from wsisdraft.pages.template_filters import Spelling, every_filter, every_test
from wsisdraft.pages.template_words import days
from wsisdraft.pages.template_work import TooMuch, Work, bounded
from wsisdraft.text.quoting import quoted

if TYPE_CHECKING:
    from wsisdraft.pages.template_values import Plain, Templates

OWN, OURS = "drafts/templates", "wsisdraft"
_OF_LOOP = (
    "changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0"
)
_OF_TABLE = frozenset({"get", "items", "keys", "values"})
_OF_GROUP = frozenset({"grouper", "list"})
_SIGNS = frozenset({"+", "-", "*", "/", "//", "%", "**"})
_MOST_IN_RANGE = 10_000


class Mistake(Exception):  # noqa: N818  somebody's, in a template
    """What is wrong with a template of the draft's own."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(message)
        self.file = file
        self.line = line
        self.message = message


def written(name: str, values: Mapping[str, Plain], templates: Templates) -> str:
    """The page that a template makes of values; raises Mistake."""
    environment = _Environment(templates, values)
    try:
        return environment.page(name)
    except Exception as error:
        line = _line(error, environment.loading)
        if line is None:
            raise
        file, number = line
        raise Mistake(file.removeprefix(f"{OWN}/"), number, _told(error)) from None


def _line(error: Exception, loading: str) -> tuple[str, int] | None:
    """File and line of the draft's own that an error arose in; None where it is none of those."""
    if isinstance(error, TemplateSyntaxError):
        file = error.filename or loading
        return (file, error.lineno) if file.startswith(OWN) else None
    found = None
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(f"{OWN}/"):
            found = file, trace.tb_lineno
        trace = trace.tb_next
    if found is None and loading.startswith(f"{OWN}/"):
        return loading, 1  # It could not even be read, and nothing says where.
    return found


def _told(error: Exception) -> str:
    """What went wrong, as a sentence."""
    if isinstance(error, TooMuch):
        return f"The template {error}."
    if isinstance(error, RecursionError | MemoryError):
        return "The template names or calls itself without end, or is nested too deeply."
    if isinstance(error, TemplateNotFound):
        return f"There is no template {quoted(str(error.name))}."
    said = getattr(error, "message", None) or getattr(error, "msg", None) or str(error)
    if not isinstance(error, TemplateError | SyntaxError | TypeError):
        said = f"{type(error).__name__}: {said}"
    said = str(said).replace("_OwnFilters.", "")
    read = "read" if isinstance(error, TemplateSyntaxError | SyntaxError) else "filled"
    return f"The template cannot be {read}: {quoted(str(said).strip().rstrip('.'))}."


class _Loader(BaseLoader):
    """The draft's own templates, then ours; a name that begins with `wsisdraft/` is ours."""

    def __init__(self, templates: Templates) -> None:
        ours = {f"{OURS}/{name}": source for name, source in templates.ours.items()}
        self.sources = {**templates.ours, **ours, **templates.own}
        self.own = templates.own

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if template not in self.sources:
            raise TemplateNotFound(template)
        file = f"{OWN}/{template}" if template in self.own else f"{OURS}:{template}"
        if isinstance(environment, _Environment):
            environment.loading = file
        return self.sources[template], file, lambda: True


class _Missing(StrictUndefined):
    """What is named and is not there; using it is a mistake."""

    @property
    def _undefined_message(self) -> str:
        hint: str = self._undefined_hint or f"there is no {self._undefined_name}"
        return hint


class _Environment(SandboxedEnvironment):
    """One page: everything a template may name, and what it has cost so far."""

    intercepted_binops = _SIGNS

    def __init__(self, templates: Templates, values: Mapping[str, Plain]) -> None:
        self.values = values
        self.work = Work(values)
        self.spelling = Spelling(templates.language, self.work)
        self.loading = ""
        """The file that was last asked for."""
        super().__init__(
            loader=_Loader(templates),
            autoescape=True,
            finalize=self.spelling.of,
            undefined=_Missing,
            optimized=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters.clear()
        self.filters |= every_filter(self.spelling) | Door.functions(self.spelling)
        self.tests.clear()
        self.tests |= every_test(self.work)
        self.globals = {"range": self.counted_range, "namespace": Namespace, "days": days}

    def page(self, name: str) -> str:
        """The template filled."""
        pieces, length = [], 0
        making = cast("Generator[str]", self.get_template(name).generate(**self.values))
        for piece in making:
            length += len(piece)
            if length > self.work.characters:
                # Raised where the template is, so that its line is told.
                most = f"{self.work.characters:,}"
                making.throw(TooMuch(f"makes a page of more than {most} characters"))
            pieces.append(piece)
        return "".join(pieces)

    def counted_range(self, *bounds: int) -> range:
        """Numbers in a row, at most 10,000."""
        made = range(*bounds)
        if len(made) > _MOST_IN_RANGE:
            raise TooMuch(f"counts to more than {_MOST_IN_RANGE:,}")
        return made

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Jinja's own hook: the counting is woven in before a template becomes a program."""
        with_counting(source).set_environment(self)
        return super()._generate(source, name, filename, defer_init)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """A field of a table, or one of the few attributes that there are."""
        if isinstance(obj, Undefined):
            return obj
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            if attribute in _OF_TABLE:
                return getattr(obj, attribute)
        elif isinstance(obj, TemplateReference):
            return self.getitem(obj, attribute)
        elif _lawful(obj, attribute):
            return getattr(obj, attribute, None)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """An item of a list, table or text."""
        if isinstance(obj, Undefined):
            return obj
        if isinstance(obj, Mapping | list | tuple | str | range | TemplateReference):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass
        return self.undefined(obj=obj, name=argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401, ARG002
        """Whether a template may ask for an attribute; none but those few."""
        return _lawful(obj, attr)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Calls what may be called."""
        if isinstance(obj, Undefined):
            str(obj)  # which is the mistake that it is
        if not self.is_safe_callable(obj):
            raise TypeError("what is called here is nothing that can be called")
        self.work.spend(1)
        return context.call(obj, *args, **kwargs)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401
        """What a template may call: macros, blocks, loops, and what it is given."""
        if isinstance(obj, Macro | BlockReference | LoopContext):
            return True
        if isinstance(obj, MethodType | BuiltinMethodType):
            name, of = obj.__name__, obj.__self__
            if isinstance(of, LoopContext):
                return name in _OF_LOOP.split()
            return of is self or (isinstance(of, Mapping) and name in _OF_TABLE)
        return obj is Namespace or obj is days

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Sums and the like of numbers that stay small; words and lists only put together."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.spelling.together((left, right))
        if operator == "+" and isinstance(left, list) and isinstance(right, list):
            self.work.room(len(left) + len(right))
            return left + right
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            raise TypeError(f"{operator} is for numbers alone here, or not there at all")
        return bounded(super().call_binop(context, operator, left, right))


def _lawful(obj: object, attribute: str) -> bool:
    if attribute.startswith("_"):
        return False
    if isinstance(obj, LoopContext):
        return attribute in _OF_LOOP.split()
    if isinstance(obj, Namespace):
        return hasattr(obj, attribute)
    if isinstance(obj, TemplateModule):
        return attribute in vars(obj)
    return isinstance(obj, tuple) and attribute in _OF_GROUP and hasattr(obj, attribute)
