"""One template of a component with what it takes, in one state."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

#: What a sample stands in where it is an entry of a list.
IN_LIST = ("ul", "plain-list")


@dataclass(frozen=True)
class Sample:
    """One template with what it takes, in one state."""

    template: str
    state: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    #: What it stands in on a page: an element and its class.
    inside: tuple[str, str] = ("div", "")
    opened: bool = False

    def render(self, request: HttpRequest, number: str) -> SafeString:
        context = {"request": request, **self.context}
        html = str(render_to_string(self.template, context, request))
        html = html.replace("<details>", "<details open>") if self.opened else html
        element, name = self.inside
        html = f'<{element} class="{name}">{html}</{element}>' if name else html
        return mark_safe(with_own_ids(html, number))  # noqa: S308 – rendered, therefore escaped


def with_own_ids(html: str, number: str) -> str:
    """Give every id and what points at it an ending, so that a template can stand on a page twice."""
    for one in set(re.findall(r'\bid="([^"]+)"', html)):
        html = re.sub(
            rf'(\b(?:id|for|href|aria-labelledby|aria-describedby|popovertarget)="(?:[^"]* )?#?)'
            rf'{re.escape(one)}(?=[ "])',
            rf"\g<1>{one}-{number}",
            html,
        )
    return html
