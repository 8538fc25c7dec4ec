"""What refers to a value by its name, and follows it when the value changes."""

from collections.abc import Iterator
from typing import Any

from pipeline.corrections.paths import Spot
from pipeline.corrections.words import places
from pipeline.evaluation.strings import normal

Tree = dict[str, Any]


def renamed(tree: Tree, fields: tuple[str, ...], before: str, after: str | None) -> None:
    """Let a new name stand wherever the old one is referred to."""
    for holder, key in _references(tree, fields):
        if holder[key] == before:
            holder[key] = after


def added(tree: Tree, spot: Spot, value: Any) -> None:
    """Keep roles and the meeting's chair the same: who has the role of chair is the chair."""
    if spot.fields == ("people", "roles"):
        person = tree["people"][spot.steps[1]]
        if value != "mentioned" and "mentioned" in person["roles"]:
            person["roles"].remove("mentioned")  # it is the role of who has no other
        if value == "chair":
            _seat(tree, person["name"])
    elif spot.fields == ("people",) and "chair" in value["roles"]:
        _seat(tree, value["name"])
    elif spot.fields == ("meeting", "chair"):
        for person in _named(tree, value):
            if "chair" not in person["roles"]:
                person["roles"] = ["chair", *(role for role in person["roles"] if role != "mentioned")]


def dropped(tree: Tree, spot: Spot, value: Any) -> None:
    """Let go of what referred to a value that is no more."""
    fields = spot.fields
    if fields == ("people", "roles") and value == "chair":
        _unseat(tree, tree["people"][spot.steps[1]]["name"])
    elif fields == ("people",):
        _unseat(tree, value["name"])
    elif fields == ("meeting", "chair"):
        for person in _named(tree, value):
            person["roles"] = [role for role in person["roles"] if role != "chair"]
    elif fields in {("plans",), ("organizations",)}:
        name = value["title"] if fields == ("plans",) else value["name"]
        if not any(name in {other.get("title"), other.get("name")} for other in tree[fields[0]]):
            renamed(tree, (*fields, "title" if fields == ("plans",) else "name"), name, None)


def listed(tree: Tree, spot: Spot, before: list[Any]) -> None:
    """Let a whole list that took another's place be as if its values had been dropped and added one by one."""
    after = [value for value in spot.value if isinstance(value, str)]  # what else there is, is refused later
    if spot.fields in {("people", "roles"), ("meeting", "chair")}:
        for value in before:
            if value not in after:
                dropped(tree, spot, value)
        for value in after:
            if value not in before:
                added(tree, spot, value)


def complete(tree: Tree, text: str | None) -> None:
    """Name organizations that posts and the meeting refer to as the list of organizations does, and list new ones."""
    for holder, key in _references(tree, ("organizations", "name")):
        name = holder.get(key)
        if not name:
            continue
        same = [body for body in tree["organizations"] if normal(name) in _forms(body)]
        if same:
            holder[key] = same[0]["name"]
        elif text is None or places(name, text):
            tree["organizations"].append({"name": name})


def _references(tree: Tree, fields: tuple[str, ...]) -> Iterator[tuple[Any, Any]]:
    """Yield each place (what holds it, and its key) that names a value by the field that calls it."""
    meeting = tree["meeting"]
    if fields == ("people", "name") and meeting:
        yield from ((meeting["chair"], number) for number in range(len(meeting["chair"])))
    elif fields == ("plans", "title"):
        yield from ((enumeration, "plan") for enumeration in tree["enumerations"])
    elif fields == ("organizations", "name"):
        yield from ((post, "organization") for person in tree["people"] for post in person.get("posts", ()))
        if meeting:
            yield meeting, "body"


def _seat(tree: Tree, name: str) -> None:
    if tree["meeting"] and name not in tree["meeting"]["chair"]:
        tree["meeting"]["chair"].append(name)


def _unseat(tree: Tree, name: str) -> None:
    if tree["meeting"]:
        tree["meeting"]["chair"] = [other for other in tree["meeting"]["chair"] if other != name]


def _named(tree: Tree, name: str) -> list[Any]:
    return [person for person in tree["people"] if normal(person["name"]) == normal(name)]


def _forms(body: Any) -> set[str]:
    return {normal(form) for form in (body["name"], *body.get("aliases", ()))}
