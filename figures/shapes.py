"""Measures and outlines of the body's parts, each in its own frame, in centimetres.

Limb profiles are rows of (share of length, half width in front, half width behind).
Parts with a fixed shape start at their joint and look to the right.
"""

from figures.geometry import profile_at

# Rows of (share from hip joint to base of the neck, depth in front, depth behind).
TRUNK = [
    (-0.22, 3, 3),
    (-0.16, 6.5, 8),
    (-0.08, 8.6, 11.2),
    (0.0, 9.6, 12.2),
    (0.1, 10, 12),
    (0.2, 9.9, 10),
    (0.32, 9.7, 8.6),
    (0.46, 10.2, 9.2),
    (0.6, 11.2, 11),
    (0.74, 11.6, 12),
    (0.86, 10, 11.4),
    (0.95, 7, 8.6),
    (1.0, 5.4, 6.4),
    (1.05, 3.5, 4),
]
THIGH = [
    (0, 9.2, 9.4),
    (0.25, 9.2, 9.2),
    (0.5, 8.4, 8),
    (0.75, 6.8, 6.4),
    (1, 5.5, 5.4),
]
SHIN = [
    (0, 5.3, 5.3),
    (0.12, 5.2, 6),
    (0.32, 4.7, 6.8),
    (0.55, 4.2, 5.6),
    (0.82, 3.4, 3.7),
    (1, 3.4, 3.6),
]
UPPER_ARM = [(0, 5.6, 5.6), (0.3, 5.4, 5.2), (0.65, 4.7, 4.4), (1, 4, 3.9)]
FOREARM = [(0, 4, 3.9), (0.22, 4.5, 4.2), (0.6, 3.6, 3.4), (1, 2.7, 2.6)]

FOOT = [
    complex(-3.5, 2.5),
    complex(-4, -1.5),
    complex(-5.9, -4.6),
    complex(-5, -6.8),
    complex(-1.5, -7),
    complex(5, -6.3),
    complex(10.5, -7),
    complex(13, -6.4),
    complex(13.4, -4),
    complex(8, -0.4),
    complex(4.2, 2),
    complex(3.4, 3),
]
BALL = complex(11.6, -5.2)
SOLE = complex(9.6, -7.4)
TOES = [
    complex(-1.5, -1.7),
    complex(3, -1.8),
    complex(6, -1.6),
    complex(6.9, -0.4),
    complex(6, 0.8),
    complex(2.5, 1.6),
    complex(-0.5, 2.3),
    complex(-2.2, 0.8),
]

HEAD = [
    complex(-5.6, -0.5),
    complex(-7.6, 4),
    complex(-9.2, 9.5),
    complex(-8, 15),
    complex(-4.2, 18.6),
    complex(0.6, 19.6),
    complex(5.4, 18),
    complex(8.4, 14.2),
    complex(8.8, 11.2),
    complex(8.7, 9.4),
    complex(10, 7.4),
    complex(11.2, 5.7),
    complex(10.4, 4.9),
    complex(9.1, 4.6),
    complex(9.4, 3.2),
    complex(8.9, 2.4),
    complex(9, 1.2),
    complex(8.4, 0.2),
    complex(8.4, -1.4),
    complex(6.8, -2.5),
    complex(3.5, -1.6),
    complex(0, -0.4),
]
HAIR = [
    complex(7.9, 14.6),
    complex(6.2, 17.9),
    complex(0.6, 20.6),
    complex(-5, 19.4),
    complex(-9, 15.6),
    complex(-10.2, 9.5),
    complex(-8.6, 3.6),
    complex(-6.4, 0.2),
    complex(-4.4, 2),
    complex(-3.6, 6.6),
    complex(-1.6, 9.4),
    complex(0.8, 9),
    complex(1.8, 7.2),
    complex(3, 10),
    complex(4.6, 13),
]
EAR = [
    complex(-2.6, 7.6),
    complex(-1.2, 8.9),
    complex(0.4, 7.8),
    complex(-0.6, 5.4),
    complex(-1.9, 4.6),
]
EYE = [complex(6.6, 9.4), complex(6.6, 8)]
LID = [complex(5.6, 9.1), complex(6.5, 8.6), complex(7.4, 9)]
BROW = [complex(5.2, 11), complex(6.6, 11.7), complex(7.9, 11.3)]
MOUTH = [complex(9, 2.5), complex(7.8, 2.3), complex(6.9, 2.7)]

FLAT_HAND = [
    [
        complex(-0.5, 2.6),
        complex(4, 2.9),
        complex(9, 2.2),
        complex(14.5, 0.6),
        complex(16.6, -1),
        complex(16, -2.2),
        complex(9, -2.3),
        complex(3, -2.4),
        complex(-0.5, -2.4),
    ],
    [
        complex(2, 1),
        complex(5.5, 0.6),
        complex(9.4, -1),
        complex(10, -2),
        complex(8.5, -2.2),
        complex(4.5, -1.6),
        complex(2, -1.4),
    ],
]
SOFT_HAND = [
    [
        complex(-0.5, 2.6),
        complex(4, 3.1),
        complex(9, 2.6),
        complex(13.5, 0.6),
        complex(15.6, -2.4),
        complex(14.2, -3.4),
        complex(9, -1.8),
        complex(3, -2.6),
        complex(-0.5, -2.5),
    ],
    [
        complex(2, 0),
        complex(5.5, -1),
        complex(8.6, -4),
        complex(8.2, -5.4),
        complex(6.4, -5),
        complex(3.4, -2.8),
        complex(1.6, -2),
    ],
]
FIST = [
    [
        complex(-0.5, 2.6),
        complex(4, 4),
        complex(8.4, 3.4),
        complex(9.8, 0.2),
        complex(8.6, -3.6),
        complex(4.6, -4.2),
        complex(-0.5, -2.5),
    ],
    [
        complex(3, 1.2),
        complex(6.4, 0.8),
        complex(8, -0.8),
        complex(7.4, -2.4),
        complex(5, -2),
        complex(2.8, -1.2),
    ],
]
HANDS = {"flat": FLAT_HAND, "soft": SOFT_HAND, "fist": FIST}


def trunk_at(share: float) -> tuple[float, float, float]:
    """Depths of the trunk in front and behind at a share of its length."""
    return profile_at(TRUNK, max(share, TRUNK[0][0]))


# The body from the front. Rows of the trunk give half its width.
TRUNK_FRONT = [
    (-0.2, 11, 11),
    (-0.12, 15.6, 15.6),
    (-0.06, 16.6, 16.6),
    (0.0, 16.8, 16.8),
    (0.12, 15.8, 15.8),
    (0.3, 13.2, 13.2),
    (0.44, 13, 13),
    (0.6, 14.6, 14.6),
    (0.74, 16.2, 16.2),
    (0.84, 17.6, 17.6),
    (0.91, 17.8, 17.8),
    (0.95, 16.4, 16.4),
    (0.985, 11.2, 11.2),
    (1.0, 6.6, 6.6),
]
THIGH_FRONT = [
    (0, 8.2, 8.2),
    (0.25, 8.4, 8.4),
    (0.55, 7.4, 7.2),
    (0.8, 5.9, 5.9),
    (1, 5.4, 5.4),
]
SHIN_FRONT = [
    (0, 5.2, 5.2),
    (0.28, 5.7, 5.7),
    (0.6, 4.5, 4.5),
    (0.85, 3.4, 3.4),
    (1, 3.4, 3.4),
]
FOOT_FRONT = [
    complex(-3.2, 1.5),
    complex(-3.6, -2),
    complex(-4.2, -5),
    complex(-3, -6.8),
    complex(1, -7),
    complex(5, -7),
    complex(6.8, -6),
    complex(6, -4),
    complex(4, -1.5),
    complex(3.2, 1.5),
]
FOOT_ABOVE = [
    complex(-3.4, 2),
    complex(-3.6, -4),
    complex(-4.6, -10.5),
    complex(-4.4, -16),
    complex(-2, -18.8),
    complex(1.4, -18),
    complex(4.2, -15.4),
    complex(4.4, -10),
    complex(3.2, -4),
    complex(3.4, 2),
]
FOOT_BEHIND = [
    complex(-3.2, 1.5),
    complex(-2.8, -2),
    complex(-3.6, -5),
    complex(-2.4, -6.9),
    complex(2, -7),
    complex(5.4, -6.8),
    complex(6.2, -5.6),
    complex(3.6, -3.4),
    complex(2.9, -1),
    complex(3.2, 1.5),
]
FACE = [
    complex(0, -2.4),
    complex(3.4, -1.6),
    complex(6, 1.4),
    complex(7.5, 6.5),
    complex(7.9, 11.5),
    complex(6.8, 16),
    complex(3.8, 18.8),
    complex(0, 19.6),
    complex(-3.8, 18.8),
    complex(-6.8, 16),
    complex(-7.9, 11.5),
    complex(-7.5, 6.5),
    complex(-6, 1.4),
    complex(-3.4, -1.6),
]
HAIR_FRONT = [
    complex(-7.3, 8.6),
    complex(-8.7, 12.5),
    complex(-7.4, 17.4),
    complex(-3.8, 20.2),
    complex(0.4, 20.7),
    complex(4.4, 20),
    complex(7.6, 17.2),
    complex(8.7, 12.5),
    complex(7.3, 8.6),
    complex(6.8, 12),
    complex(4.6, 14.8),
    complex(0.5, 15.2),
    complex(-3.4, 16),
    complex(-6, 14.4),
    complex(-6.9, 12),
]
HAIR_BEHIND = [
    complex(0, 1),
    complex(3.8, 1.4),
    complex(6.2, 4),
    complex(7.8, 9),
    complex(8.5, 13),
    complex(7.2, 17.4),
    complex(3.8, 20.2),
    complex(0, 20.7),
    complex(-3.8, 20.2),
    complex(-7.2, 17.4),
    complex(-8.5, 13),
    complex(-7.8, 9),
    complex(-6.2, 4),
    complex(-3.8, 1.4),
]
EAR_FRONT = [
    complex(7.2, 10),
    complex(8.8, 9.8),
    complex(8.9, 7.4),
    complex(7.6, 5.4),
    complex(7, 6),
]
FACE_LINES = [
    [complex(-3.3, 9.4), complex(-3.3, 8)],
    [complex(3.3, 9.4), complex(3.3, 8)],
    [complex(-5, 11.2), complex(-3.4, 11.9), complex(-1.8, 11.3)],
    [complex(5, 11.2), complex(3.4, 11.9), complex(1.8, 11.3)],
    [complex(0.6, 8.4), complex(1.1, 5.8), complex(-0.4, 5.3)],
    [complex(-2.2, 2.3), complex(0, 1.7), complex(2.2, 2.3)],
]
