"""Documentation and help are true."""

import re
import subprocess
import sys
from pathlib import Path

import onrecord
from onrecord.cli import app

ROOT = Path(__file__).resolve().parents[1]


def test_generated_pages_are_what_the_program_says() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "scripts" / "generate"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_command_has_help_that_ends_with_an_example() -> None:
    for command in app.registered_commands:
        assert command.callback is not None and command.callback.__doc__
        assert command.epilog and command.epilog.startswith("Example: onrecord "), command.callback.__name__


def test_the_readme_names_only_commands_that_exist() -> None:
    known = {command.name or (command.callback.__name__ if command.callback else "") for command in app.registered_commands}
    named = set(re.findall(r"onrecord ([a-z]+)\b", "\n".join(re.findall(r"```.*?```", (ROOT / "README.md").read_text("utf-8"), re.S))))
    assert named <= known


def test_the_package_offers_at_most_ten_names_and_they_are_there() -> None:
    assert len(onrecord.__all__) <= 10
    assert all(getattr(onrecord, name) is not None for name in onrecord.__all__)


def test_links_between_our_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
