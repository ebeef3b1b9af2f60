"""Draws a solved body seen from the front, from behind or from above."""

from figures import ink, shapes
from figures.front import OUTWARD, FrontBody
from figures.geometry import Outline, bone, unit
from figures.muscles import Tints, tints_of
from figures.muscles_front import muscle_edges

#: Muscles that run on to the shoulder, which is drawn with the arm.
OVER_ARM = ("pectorals", "trapezius")


def drawn_front_body(body: FrontBody, tints: Tints) -> str:
    """The whole body; tints are (muscle, "works" or "stretches")."""
    under = [side for side in OUTWARD if body.limb("arm", side).get("behind")]
    below = [side for side in OUTWARD if body.limb("arm", side).get("below")]
    over = [side for side in OUTWARD if side not in under + below]
    return "".join(
        [
            *(_arm(body, side) for side in under),
            ink.shape("skin", body.parts["neck"]) if not body.is_from_behind else "",
            "" if body.is_from_behind else _shirt(body),
            _head(body),
            _shirt(body) if body.is_from_behind else "",
            "".join(ink.stroke("detail", line) for line in _blades(body)),
            _tinted(body, [tint for tint in tints if not tint[0].startswith(OVER_ARM)]),
            *(_arm(body, side) for side in over),
            _tinted(body, [tint for tint in tints if tint[0].startswith(OVER_ARM)]),
        ]
    )


def _tinted(body: FrontBody, tints: Tints) -> str:
    return tints_of([(muscle_edges(body, name), how) for name, how in tints])


def _shirt(body: FrontBody) -> str:
    """Shirt and trousers; legs that lie on each other are drawn one after the other."""
    shirt, pelvis = ink.shape("shirt", body.parts["shirt"]), body.parts["pelvis"]
    if "legs" in body.spec.get("hide", []):
        return shirt + ink.shape("trousers", pelvis)
    if "stack" in body.spec:
        under, over = body.spec["stack"]
        arms = [side for side in OUTWARD if body.limb("arm", side).get("below")]
        if arms:
            between = "".join(_arm(body, side) for side in arms)
            both = _one_leg(body, under) + _one_leg(body, over)
            return ink.shape("trousers", pelvis) + shirt + between + both
        both = _one_leg(body, under, pelvis) + shirt + _one_leg(body, over, pelvis)
        return both + (_seam(body, under) if body.spec.get("crossed") else "")
    feet = "".join(_foot(body, side) for side in OUTWARD)
    legs = [part for side in OUTWARD for part in _leg(body, side)]
    knees = ink.stroke("detail", *_knees(body)) if _knees(body) else ""
    return feet + shirt + ink.shape("trousers", pelvis, *legs) + knees


def _seam(body: FrontBody, under: str) -> str:
    """Takes away the edge of the trousers where the leg that lies below leaves them."""
    hip, knee = body.joints[f"hip_{under}"], body.joints[f"knee_{under}"]
    inside = [(share, a - 1.2, b - 1.2) for share, a, b in shapes.THIGH_FRONT]
    return ink.shape("seam", bone(hip, knee, inside, until=0.5))


def _one_leg(body: FrontBody, side: str, *more: Outline) -> str:
    """A leg of its own; a shin that points away from the reader goes behind its knee."""
    leg, foot = _leg(body, side), _foot(body, side)
    if body.limb("leg", side).get("away"):
        leg.remove(shin := body.parts[f"shin_{side}"])
        foot += ink.shape("trousers", shin)
    return foot + ink.shape("trousers", *more, *leg)


def _leg(body: FrontBody, side: str) -> list[Outline]:
    keys = [f"{name}_{side}" for name in ("hip", "thigh", "knee", "shin")]
    return [body.parts[key] for key in keys if key in body.parts]


def _foot(body: FrontBody, side: str) -> str:
    if "feet" in body.spec.get("hide", []):
        return ""
    return ink.shape("skin", body.parts[f"foot_{side}"], body.parts[f"ankle_{side}"])


def _knees(body: FrontBody) -> list[Outline]:
    """An arc on every knee that is raised towards the reader."""
    raised = [side for side in OUTWARD if body.limb("leg", side).get("raised")]
    return [[body.joints[f"knee_{s}"] + 4 * unit(a) for a in range(200, 341, 20)] for s in raised]


def _arm(body: FrontBody, side: str) -> str:
    names = ("upper_arm", "elbow", "forearm", "wrist", "hand")
    skin = [body.parts[f"{name}_{side}"] for name in names]
    thumb = body.parts[f"thumb_{side}"]
    patch = _shoulder_patch(body, side)
    return "".join(
        [
            ink.shape("skin", *skin) if body.is_from_behind else ink.arm(skin, thumb),
            ink.shape("shirt", body.parts[f"sleeve_{side}"], body.parts[f"shoulder_{side}"]),
            ink.shape("patch", patch),
        ]
    )


def _shoulder_patch(body: FrontBody, side: str) -> Outline:
    """Takes away the edge of the sleeve inside the shirt; a raised arm has it further down."""
    out = OUTWARD[side]
    raised = 70 < body.bends(side)["shoulder"] < 260
    rows = ((0.97, 0.84), (0.94, 0.9), (0.88, 0.94), (0.8, 0.93))
    low = ((0.72, 0.93), (0.72, 0.5)) if raised else ((0.8, 0.5),)
    return [body.trunk_point(s, depth * out) for s, depth in (*rows, *low, (0.92, 0.45))]


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
            [
                inner + up * 7 + middle[1] * out * 1.5,
                inner,
                inner - up * 8 + middle[1] * out * 3,
            ]
        )
    return lines
