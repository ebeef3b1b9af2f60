"""What the browser tests measure on a page: axe's findings, sizes of targets, what stays visible."""

from __future__ import annotations

from collections.abc import Mapping

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL_RULES = [*LEVELS, "best-practice"]

#: By itself the rule for 7:1 leaves what is below 4.5:1, or 3:1 where it is large, to the rule for 4.5:1.
ALL_BELOW = {
    "normal": {"expected": 7, "minThreshold": 0},
    "large": {"expected": 4.5, "minThreshold": 0},
}
#: So one look holds both contrasts; the size of targets is measured by `SMALL_TARGETS`.
STRICTER = {
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "color-contrast": {"enabled": False},
        "target-size": {"enabled": False},
    },
    "checks": {"color-contrast-enhanced": {"options": {"contrastRatio": ALL_BELOW}}},
}

#: Every target that is smaller than 44 px either way and does not stand in a line of text.
SMALL_TARGETS = """() => {
    const inText = element => {
        if (getComputedStyle(element).display !== 'inline') return false;
        const around = element.parentElement.closest('p, li, dd, dt, td, figcaption, caption, label, span');
        return around && around.textContent.trim().length > element.textContent.trim().length;
    };
    // The areas of the body map: each muscle also stands in the list beside it.
    const onMap = element => element.closest('svg');
    const unseen = element => element.checkVisibility && !element.checkVisibility({
        contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true});
    const targets = 'a[href], button, summary, select, textarea, input:not([type=hidden])';
    return [...document.querySelectorAll(targets)].flatMap(element => {
        const choice = element.matches('[type=radio], [type=checkbox]') ? element.parentElement : element;
        const box = choice.getBoundingClientRect();
        const hidden = unseen(element) || box.width <= 1 || box.bottom < 0 || element.closest('[aria-hidden=true]');
        if (hidden || inText(element) || onMap(element) || (box.height > 43.5 && box.width > 43.5)) return [];
        return [`${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 120)}`];
    });
}"""

#: Every visible drawing of which nothing stands out from the page behind it.
FAINT_DRAWINGS = """() => {
    const clear = paint => /^rgba.*, 0[)]$|[/] 0[)]$/.test(paint);
    const behind = element => {
        const paint = getComputedStyle(element).backgroundColor;
        return clear(paint) && element.parentElement ? behind(element.parentElement) : paint;
    };
    const shapes = 'path, circle, rect, line, polyline, polygon, ellipse, text, foreignObject';
    return [...document.querySelectorAll('svg')].flatMap(svg => {
        if (!svg.checkVisibility() || svg.getBoundingClientRect().width < 2) return [];
        const page = behind(svg);
        const stands = paint => paint !== 'none' && paint !== page && !clear(paint);
        const seen = [...svg.querySelectorAll(shapes)].some(shape => {
            const style = getComputedStyle(shape);
            return stands(style.fill) || stands(style.stroke);
        });
        return seen ? [] : [`faint: ${svg.outerHTML.slice(0, 120)}`];
    });
}"""

#: Takes out what decorative drawings are made of: axe has nothing to say about it, and takes its time.
EMPTY_DRAWINGS = """document.querySelectorAll('svg[aria-hidden=true]').forEach(
    svg => svg.replaceChildren())"""
UNFOLD = """document.querySelectorAll('details:not([open])').forEach(
    one => { one.dataset.unfolded = ''; one.open = true; })"""
FOLD_AGAIN = "document.querySelectorAll('[data-unfolded]').forEach(one => { one.open = false; })"
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


def findings(page: Page, groups: list[str], adjusted: Mapping[str, object] = STRICTER) -> list[str]:
    """Return what axe finds by these groups of rules, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT}; undefined")
    # Bringing back all that axe found in order takes as long as the search itself.
    options = {"runOnly": groups, "resultTypes": ["violations"], **adjusted}
    violations = page.evaluate(
        "options => axe.run(document, options).then(({violations}) => violations)", options
    )
    return [
        f"{rule['id']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
        for rule in violations
        for node in rule["nodes"]
    ]
