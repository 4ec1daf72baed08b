"""Counting woven into a template: every turn of a loop and every call costs what is in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from jinja2 import nodes, pass_context
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from wsisdraft.pages.template_filters import Spelling

_CHARACTERS_A_STEP = 16


class Door:
    """Filters that only the weaving can name: a template's own names hold no colon."""

    STEP = "wsisdraft:step"
    JOINED = "wsisdraft:joined"
    OVER = "wsisdraft:over"
    THROUGH = "wsisdraft:through"
    SHOWN = "wsisdraft:shown"

    @classmethod
    def functions(cls, spelling: Spelling) -> dict[str, Callable[..., Any]]:
        """The filters by name."""
        work = spelling.work

        def over(value: object) -> object:
            work.over(value)
            return value

        def through(value: object) -> object:
            work.through(value)
            return value

        @pass_context  # which keeps it from being worked out before counting begins
        def shown(_: Context, value: object) -> object:
            return spelling.of(value)

        return {
            cls.SHOWN: shown,
            cls.STEP: work.spend,
            cls.JOINED: spelling.together,
            cls.OVER: over,
            cls.THROUGH: through,
        }


def with_counting(template: nodes.Template) -> nodes.Template:
    """The same template, which counts while it is carried out."""
    woven: nodes.Template = _Weaving().visit(template)
    return woven


class _Weaving(NodeTransformer):
    """Puts the filters in."""

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802  as Jinja calls it
        return self._counted(node, ("body",))

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802
        return self._counted(node, ("body",))

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        return self._counted(node, ("body",))

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        return self._counted(node, ("body",))

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self._counted(node, ("body", "else_"))
        node.iter = _through(Door.OVER, node.iter)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [
            each if isinstance(each, nodes.TemplateData) else _through(Door.SHOWN, each)
            for each in node.nodes
        ]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through(Door.JOINED, nodes.List(node.nodes, lineno=node.lineno))

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = _through(Door.THROUGH, node.expr)
        for operand in node.ops:
            operand.expr = _through(Door.THROUGH, operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _through(Door.OVER, node.node)
        return node

    def _counted(self, node: nodes.Node, bodies: Sequence[str]) -> nodes.Node:
        costs = {name: _cost(getattr(node, name)) for name in bodies}
        self.generic_visit(node)
        for name, cost in costs.items():
            body = getattr(node, name)
            if body:
                step = _through(Door.STEP, nodes.Const(cost, lineno=node.lineno))
                setattr(node, name, [nodes.ExprStmt(step, lineno=node.lineno), *body])
        return node


def _cost(body: Sequence[nodes.Node]) -> int:
    """What one turn through a body takes, without what is done in it again and again."""
    cost = 1
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        cost += 1
        said = getattr(node, "data", getattr(node, "value", None))
        if isinstance(said, str):
            cost += len(said) // _CHARACTERS_A_STEP
        waiting += node.iter_child_nodes()
    return cost


def _through(name: str, node: nodes.Node) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", node), name, [], [], None, None, lineno=node.lineno)
