"""Draws a solved body seen from the front, from behind or from above."""

from exercises.figures import ink, shapes
from exercises.figures.front import OUTWARD, FrontBody
from exercises.figures.geometry import Outline, circle
from exercises.figures.muscles_front import muscle_edges
from exercises.figures.muscles import tinted

Tints = list[tuple[str, str]]


def drawn_front_body(body: FrontBody, tints: Tints) -> str:
    """The whole body; tints are (muscle, "works" or "stretches")."""
    over = [side for side in OUTWARD if not body.limb("arm", side).get("behind")]
    under = [side for side in OUTWARD if side not in over]
    return "".join(
        [
            *(_arm(body, side) for side in under),
            "" if "legs" in body.spec.get("hide", []) else _legs(body),
            ink.shape("skin", body.parts["neck"]) if not body.is_from_behind else "",
            "" if body.is_from_behind else _shirt(body),
            _head(body),
            _shirt(body) if body.is_from_behind else "",
            "".join(ink.stroke("detail", line) for line in _blades(body)),
            *(tinted(*muscle_edges(body, name), how) for name, how in tints),
            *(_arm(body, side) for side in over),
        ]
    )


def _shirt(body: FrontBody) -> str:
    return ink.shape("shirt", body.parts["shirt"]) + ink.shape(
        "trousers", body.parts["pelvis"], *_thighs(body)
    )


def _thighs(body: FrontBody) -> list[Outline]:
    if "legs" in body.spec.get("hide", []):
        return []
    names = ("hip", "thigh", "knee", "shin")
    keys = [f"{name}_{side}" for side in OUTWARD for name in names]
    return [body.parts[key] for key in keys if key in body.parts]


def _legs(body: FrontBody) -> str:
    return "".join(
        ink.shape("skin", body.parts[f"foot_{side}"], body.parts[f"ankle_{side}"])
        for side in OUTWARD
    )


def _arm(body: FrontBody, side: str) -> str:
    names = ("upper_arm", "elbow", "forearm", "wrist", "hand")
    shoulder = body.joints[f"shoulder_{side}"]
    inward = (body.joints["waist"] - shoulder) / abs(body.joints["waist"] - shoulder)
    patch = circle(shoulder + inward * 1.4, 6.6)
    return "".join(
        [
            ink.shape("skin", *(body.parts[f"{name}_{side}"] for name in names)),
            ink.stroke("detail", body.parts[f"thumb_{side}"]),
            ink.shape("shirt", body.parts[f"sleeve_{side}"], body.parts[f"shoulder_{side}"]),
            ink.shape("patch", patch),
        ]
    )


def _head(body: FrontBody) -> str:
    ears = [body.head_points(shapes.EAR_FRONT)]
    ears.append(body.head_points([complex(-p.real, p.imag) for p in shapes.EAR_FRONT]))
    head = ink.shape("skin", *ears) + ink.shape("skin", body.parts["head"])
    if body.is_from_behind:
        return ink.shape("skin", body.parts["neck"]) + head + ink.shape("hair", body.parts["hair"])
    face = [body.head_points(line) for line in shapes.FACE_LINES]
    return head + ink.shape("hair", body.parts["hair"]) + ink.stroke("detail", *face)


def _blades(body: FrontBody) -> list[Outline]:
    """The edges of the shoulder blades, where the pose shows them."""
    if "blades" not in body.spec:
        return []
    gap, middle = body.spec["blades"], body.spine(0.72)
    up = middle[1] * 1j
    lines = []
    for out in OUTWARD.values():
        inner = middle[0] + middle[1] * out * gap
        lines.append(
            [inner + up * 7 + middle[1] * out * 1.5, inner, inner - up * 8 + middle[1] * out * 3]
        )
    return lines
