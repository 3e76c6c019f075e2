"""The API's description, made readable: each code list and each refusal is said once and referred to."""

from types import ModuleType
from typing import Any

from registry import codes, event_codes
from registry.fields import MISSING_LABELS

Node = dict[str, Any]
SCHEMAS, RESPONSES = "#/components/schemas/", "#/components/responses/"
REFUSALS = {
    "400": "Invalid",
    "401": "NotSignedIn",
    "403": "NotAllowed",
    "404": "NotFound",
    "409": "Conflict",
    "415": "WrongMediaType",
}


def tidy(result: Node, **_kwargs: Any) -> Node:
    """Post-processing hook of the generator."""
    components = result["components"]
    lists = _named_lists()
    result["paths"] = _walk(result["paths"], components, lists)
    components["schemas"] = _walk(components["schemas"], components, lists)
    schemas = components["schemas"] | components.pop("codes", {})
    components["schemas"] = dict(sorted(schemas.items()))
    return result


def _named_lists() -> dict[tuple[str, ...], str]:
    """Code lists by their values: `registry.event_codes.R_STATUS` is RStatus."""
    named = {tuple(MISSING_LABELS): "MissingReason"}
    for module in (codes, event_codes):
        for name, table in _tables(module):
            named.setdefault(tuple(value for value, _label in table), name.title().replace("_", ""))
    return named


def _tables(module: ModuleType) -> list[tuple[str, codes.Codes]]:
    return [
        (name, table) for name, table in vars(module).items() if name.isupper() and isinstance(table, list)
    ]


def _walk(node: Any, components: Node, lists: dict[tuple[str, ...], str]) -> Any:
    if isinstance(node, list):
        return [_walk(item, components, lists) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _walk(value, components, lists) for key, value in node.items() if key != "x-spec-enum-id"}
    if "responses" in node:
        node["responses"] = {
            code: _shared(code, said, components) for code, said in node["responses"].items()
        }
    name = lists.get(tuple(value for value in node.get("enum", ()) if value is not None))
    return _coded(name, node, components) if name else node


def _shared(status: str, response: Node, components: Node) -> Node:
    """A refusal by reference; other answers as they are."""
    if status not in REFUSALS:
        return response
    components.setdefault("responses", {})[REFUSALS[status]] = response
    return {"$ref": RESPONSES + REFUSALS[status]}


def _coded(name: str, node: Node, components: Node) -> Node:
    """A coded value by reference to its list; null stays beside it."""
    words, _separator, own = str(node.get("description", "")).partition("\n\n")
    values = [value for value in node["enum"] if value is not None]
    components.setdefault("codes", {})[name] = {"type": "string", "enum": values, "description": words}
    kept = {key: node[key] for key in ("title",) if key in node} | ({"description": own} if own else {})
    reference = {"$ref": SCHEMAS + name}
    if not node.get("nullable"):
        return {**kept, "allOf": [reference]} if kept else reference
    components["codes"]["NoValue"] = {"enum": [None], "description": "Not entered."}
    return {**kept, "oneOf": [reference, {"$ref": SCHEMAS + "NoValue"}]}
