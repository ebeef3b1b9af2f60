"""Draws a solved body seen from the side, from the far limbs to the near ones."""

from figures import ink, shapes
from figures.geometry import Outline, circle
from figures.muscles import ON_ARM, Tints, tinted
from figures.side import SideBody

#: Muscles the near arm would hide; they shine through it.
UNDER_ARM = {"pectorals", "rhomboids"}


def drawn_side_body(body: SideBody, tints: Tints) -> str:
    """The whole body; tints are (muscle, "works" or "stretches")."""
    on_arm = [tint for tint in tints if tint[0].removesuffix("-far") in ON_ARM]
    far = [tint for tint in tints if tint[0].endswith("-far")]
    above = [tint for tint in tints if tint[0] in UNDER_ARM]
    rest = [tint for tint in tints if tint not in (*on_arm, *far, *above)]
    near_arm = _arm(body, "near") + tinted(body, [t for t in on_arm if t not in far])
    arm = body.limb("arm", "near")
    behind, tucked = arm.get("behind", False), arm.get("tucked", False)
    return "".join(
        [
            ink.group("far", _arm(body, "far"), _leg(body, "far")),
            tinted(body, far),
            near_arm if behind else "",
            _head(body),
            ink.shape("shirt", body.parts["shirt"]),
            near_arm if tucked else "",
            _leg(body, "near", body.parts["pelvis"]),
            tinted(body, rest),
            "" if behind or tucked else near_arm,
            tinted(body, above),
        ]
    )


def _parts(body: SideBody, side: str, *names: str) -> list[Outline]:
    return [body.parts[f"{name}_{side}"] for name in names]


def _leg(body: SideBody, side: str, *more: Outline) -> str:
    foot = ink.shape("skin", *_parts(body, side, "foot", "toes", "ankle"))
    trousers = ink.shape("trousers", *more, *_parts(body, side, "hip", "thigh", "knee", "shin"))
    return foot + trousers


def _arm(body: SideBody, side: str) -> str:
    """Skin, then the sleeve, then a patch that lets the sleeve grow out of the shirt.

    A hand pushed under the back is hidden by it up to its edge, the far arm as a whole.
    """
    tucked = body.limb("arm", side).get("tucked")
    if tucked and side == "far":
        return ""
    skin = _parts(body, side, "upper_arm", "elbow", "forearm", "wrist", "hand")
    thumb = body.parts[f"thumb_{side}"]
    patch = circle(body.joints[f"shoulder_{side}"], 7.4)
    return "".join(
        [
            ink.shape("skin", *skin) if tucked else ink.arm(skin, thumb),
            ink.shape("shirt", *_parts(body, side, "sleeve", "shoulder")),
            ink.shape("patch", patch) if side == "near" else "",
        ]
    )


def _head(body: SideBody) -> str:
    eye = shapes.LID if body.spec.get("eyes") == "closed" else shapes.EYE
    face = [body.head_points(line) for line in (eye, shapes.BROW, shapes.MOUTH)]
    return "".join(
        [
            ink.shape("skin", body.parts["neck"], body.parts["head"]),
            ink.shape("hair", body.parts["occiput"]),
            ink.shape("skin", body.head_points(shapes.EAR)),
            ink.stroke("detail", *face),
        ]
    )
