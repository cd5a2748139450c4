"""The floors of the house: a lower one never imports a higher one, and neighbours on one floor do not import each other."""

import ast
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1] / "src" / "onrecord"
FLOORS = {
    0: ["records", "text", "settings", "errors"],
    1: [
        "ingest", "quotes", "speakers", "dates", "figures", "stories", "collation", "engines", "store", "models", "pages", "profiles",
        "samples",
    ],
    2: ["linking"],
    3: ["pipeline"],
    4: ["cli", "api", "web"],
}  # fmt: skip
FLOOR_OF = {part: floor for floor, parts in FLOORS.items() for part in parts}
FACADE = {"__init__", "__main__"}


def parts_imported(source: str) -> set[str]:
    """The parts of the house that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute in this house"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            words = name.split(".")
            if words[0] == "onrecord" and len(words) > 1:
                found.add(words[1])
    return found


def modules() -> list[tuple[str, Path]]:
    rows = []
    for path in sorted(HOUSE.rglob("*.py")):
        part = path.relative_to(HOUSE).parts[0].removesuffix(".py")
        if part not in FACADE:
            rows.append((part, path))
    return rows


def test_every_part_of_the_house_has_a_floor() -> None:
    assert {part for part, _ in modules()} <= set(FLOOR_OF)


def test_no_part_imports_a_higher_floor_or_a_neighbour() -> None:
    wrong = []
    for part, path in modules():
        for other in parts_imported(path.read_text(encoding="utf-8")) - {part, "__version__"}:
            mine, theirs = FLOOR_OF[part], FLOOR_OF.get(other, 99)
            if (part, other) == ("cli", "web"):
                continue  # the command line opens the desk: it calls one function and knows nothing else of it
            if theirs > mine or (theirs == mine and mine in (1, 4)):
                wrong.append(f"{path.relative_to(HOUSE)} imports {other}")
    assert not wrong


def test_only_the_pipeline_knows_the_rooms() -> None:
    rooms = {"ingest", "quotes", "speakers", "dates", "figures", "stories", "collation"}
    wrong = [
        f"{path.relative_to(HOUSE)} imports {other}"
        for part, path in modules()
        if FLOOR_OF[part] == 4
        for other in parts_imported(path.read_text(encoding="utf-8")) & rooms
    ]
    assert not wrong
