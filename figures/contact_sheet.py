"""All drawings on one page, to be looked at by people who know how it should look."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from figures.catalogue import FIGURES, Figure
from figures.checks import check_pose
from figures.sheet import render_figure

STYLES = Path(__file__).parents[1] / "static" / "css"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
COLUMNS, CELL_HEIGHT, WIDTH = 4, 300, 1600
THEMES = {
    "light": "--ink:#1f2b2d;--paper:#fdfcf8;--accent:#0d5c60;--sand:#f2e8d9;--line:#d5cab9",
    "dark": "--ink:#ece7dd;--paper:#141b1d;--accent:#6fc7c4;--sand:#2a3032;--line:#4b5557",
}
LAYOUT = """
body { margin: 1rem; background: var(--paper); color: var(--ink); font: 14px sans-serif;
  display: grid; grid-template-columns: repeat(4, 1fr); gap: 0.5rem; }
figure { margin: 0; block-size: 292px; } .figure { max-block-size: 250px; }
.fault { color: firebrick; }
"""


def sheet_html(theme: str = "light", keys: list[str] | None = None) -> SafeString:
    """One HTML page with every pose of the figures, and the objections to it."""
    css = _css(theme)
    cells = [_cell(figure, i) for figure in _chosen(keys) for i in range(len(figure.poses))]
    return format_html(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title>'
        "<style>:root {{ {} }} {}</style><body>{}</body></html>",
        THEMES[theme],
        mark_safe(LAYOUT + css),  # noqa: S308 – styles of ours
        format_html_join("", "{}", ((cell,) for cell in cells)),
    )


def write_sheet(target: Path, theme: str = "light", keys: list[str] | None = None) -> list[Path]:
    """Writes the page, and a picture of it where a Chromium is installed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(sheet_html(theme, keys), encoding="utf-8")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        return [target]
    picture = target.with_suffix(".png")
    poses = sum(len(figure.poses) for figure in _chosen(keys))
    _photograph(chromium, target, picture, 32 + -(-poses // COLUMNS) * CELL_HEIGHT)
    return [target, picture]


def _css(theme: str) -> str:
    """The styles of the drawings, by day or by night whatever the reader's system says."""
    css = (STYLES / "components" / "figure.css").read_text(encoding="utf-8")
    applies = "screen" if theme == "dark" else "not all"
    return css.replace("screen and (prefers-color-scheme: dark)", applies)


def _chosen(keys: list[str] | None) -> list[Figure]:
    return [FIGURES[key] for key in keys or FIGURES]


def _cell(figure: Figure, index: int) -> SafeString:
    pose = figure.poses[index]
    return format_html(
        '<figure><figcaption>{} / {} <span class="fault">{}</span></figcaption>{}</figure>',
        figure.key,
        pose.name,
        "; ".join(check_pose(pose)),
        render_figure(figure.key, index, title=figure.label),
    )


def _photograph(chromium: str, page: Path, picture: Path, height: int) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                chromium,
                *FLAGS,
                f"--user-data-dir={profile}",
                f"--screenshot={picture.absolute()}",
                f"--window-size={WIDTH},{height}",
                page.absolute().as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
