"""The portal's own explaining drawings: one template per name in `templates/drawings/`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

DRAWINGS = {
    "balance": _("Back and belly muscles as a balance"),
    "trunk-balance": _("Back and belly muscles at the trunk"),
    "opponents": _("Agonist and antagonist around the elbow"),
    "vicious-circle": _("Vicious circle of tension and guarding posture"),
    "one-in-ten": _("About 10 of 100 people have a specific cause"),
    "scan-findings": _("Findings in people without pain"),
    "activity-week": _("A week with enough movement"),
    "load-near-and-far": _("The same load near the body and at arm’s length"),
    "where-it-hurts": _("Outline of the body to mark where it hurts"),
    "hold-shorten-lengthen": _("One muscle holds, gets shorter, gets longer"),
    "stretch-feeling": _("How a stretch should feel"),
    "training-week": _("A week with training days and days between"),
    "tense-and-let-go": _("Tensing and letting go over time"),
    "small-steps": _("Small steps, one thing at a time"),
    "ways-to-a-course": _("Ways to a course"),
    "co-contraction": _("Back and belly tense at the same time"),
    "pain-influences": _("What acts on pain"),
    "what-helps": _("What helps, by how sure it is"),
}
#: Drawings that are mostly words: laid out as HTML, so that these grow and wrap as readers like.
IN_WORDS = {"what-helps"}


def drawing_choices() -> list[tuple[str, Any]]:
    return list(DRAWINGS.items())


def drawing_template(name: str) -> str:
    """Return the template that draws `name`; raises KeyError for an unknown drawing."""
    DRAWINGS[name]
    return f"drawings/{name}.{'html' if name in IN_WORDS else 'svg'}"
