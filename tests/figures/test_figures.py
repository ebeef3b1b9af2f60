"""The exercise drawings: true to the body, safe to put into any page."""

import xml.etree.ElementTree as ET

import pytest

from figures import (
    FIGURES,
    check_pose,
    figure_choices,
    has_figure,
    render_figure,
)
from figures.catalogue import Pose
from figures.contact_sheet import sheet_html

POSES = [(key, pose) for key, figure in FIGURES.items() for pose in figure.poses]
NAMES = [f"{key}-{pose.name}" for key, pose in POSES]
FOUR_POINT = {
    "pelvis": 10,
    "legs": {"thigh": 270, "knee": 91, "foot": 195},
    "arms": {"upper": 270, "fore": 270, "hand": 0},
    "anchor": ["knee_near", 0, 0],
    "settle": [["pelvis", "hand_near", 0]],
    "contacts": ["knee_near", "hand_near"],
}


def each_pose():
    return pytest.mark.parametrize(("key", "pose"), POSES, ids=NAMES)


@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_has_a_start_and_an_end(key):
    names = [pose.name for pose in FIGURES[key].poses]

    assert names[0] == "start"
    assert names[-1] in ("hold", "end")
    assert len(names) == len(set(names)) <= 3


@each_pose()
def test_joints_stay_in_human_range_and_contacts_touch(key, pose):
    assert check_pose(pose) == []


@each_pose()
def test_a_body_seen_from_the_side_rests_on_something(key, pose):
    assert not pose.is_side_view or pose.spec["contacts"]


@each_pose()
def test_a_drawing_is_well_formed_xml(key, pose):
    root = ET.fromstring(render_figure(key, pose.name, title="A & B"))

    assert root.tag.endswith("svg")


@each_pose()
def test_a_drawing_carries_no_style_and_no_id_of_its_own(key, pose):
    svg = render_figure(key, pose.name)

    for forbidden in ("style", "<script", " id=", "href", "url(", "nan"):
        assert forbidden not in svg


@each_pose()
def test_a_drawing_stays_small(key, pose):
    assert len(render_figure(key, pose.name)) < 12_000


def test_a_knee_bent_forwards_is_objected_to():
    pose = Pose("start", {**FOUR_POINT, "legs": {"thigh": 270, "knee": -40, "foot": 195}})

    assert any("knee_near bends to -40°" in fault for fault in check_pose(pose))


def test_an_elbow_bent_backwards_is_objected_to():
    pose = Pose("start", {**FOUR_POINT, "arms": {"upper": 270, "fore": 230}})

    assert any("elbow_near bends to -40°" in fault for fault in check_pose(pose))


def test_a_hand_in_the_air_is_objected_to():
    pose = Pose("start", {**FOUR_POINT, "settle": [["pelvis", "hand_near", 5]]})

    assert check_pose(pose) == ["hand_near is 5.0 away from the ground"]


def test_a_hand_under_the_ground_is_objected_to():
    pose = Pose("start", {**FOUR_POINT, "settle": [["pelvis", "hand_near", -5]]})

    assert any("below the ground" in fault for fault in check_pose(pose))


def test_toes_beside_the_mat_are_objected_to():
    mat = {"kind": "mat", "x": [-48, 60]}
    pose = Pose("start", {**FOUR_POINT, "props": [mat], "contacts": ["toes_near"]})

    assert any("toes_near reaches" in fault for fault in check_pose(pose))


def test_an_arrow_across_the_body_is_objected_to():
    arrow = {"from": ["waist", 0, 30], "to": ["waist", 0, 5]}
    pose = Pose("start", {**FOUR_POINT, "arrows": [arrow]})

    assert "an arrow covers shirt" in check_pose(pose)


def test_knees_stand_under_the_hips_on_all_fours():
    joints = FIGURES["bird-dog"].pose("start").body.joints

    assert joints["knee_near"].real == pytest.approx(joints["hip"].real, abs=1)


@pytest.mark.parametrize(
    ("key", "joint"),
    [
        ("bird-dog", "wrist_near"),
        ("cat-cow", "wrist_near"),
        ("kneeling-plank", "elbow_near"),
        ("forearm-plank", "elbow_near"),
        ("side-plank", "elbow_left"),
    ],
)
def test_who_leans_on_hands_or_elbows_has_them_under_the_shoulders(key, joint):
    for pose in FIGURES[key].poses:
        joints = pose.body.joints
        shoulder = joints[f"shoulder_{joint.rpartition('_')[2]}"]

        assert joints[joint].real == pytest.approx(shoulder.real, abs=1)


@pytest.mark.parametrize("name", ["start", "end"])
def test_the_stick_touches_head_back_and_sacrum(name):
    body = FIGURES["hip-hinge"].pose(name).body
    low, high = body.trunk_point(0.02, -1), body.trunk_point(0.74, -1)
    way = (high - low) / abs(high - low)
    gap = -max(((p - low) * way.conjugate()).imag for p in body.parts["occiput"])

    assert 0 <= gap < 1.5


@pytest.mark.parametrize(("key", "pose"), [("wall-sit", "hold"), ("sit-to-stand", "start")])
def test_knees_stay_behind_the_toes(key, pose):
    body = FIGURES[key].pose(pose).body
    toes = max(point.real for point in body.parts["toes_near"])

    assert body.joints["knee_near"].real <= toes


@pytest.mark.parametrize(("key", "end"), [("kneeling-plank", "knee"), ("forearm-plank", "ankle")])
def test_a_plank_is_straight(key, end):
    joints = FIGURES[key].pose("hold").body.joints
    shoulder, foot = joints["shoulder_near"], joints[f"{end}_near"]
    line = foot - shoulder
    sag = ((joints["hip"] - shoulder) * line.conjugate()).imag / abs(line)

    assert abs(sag) < 6


def test_the_right_leg_and_the_left_arm_are_lifted_in_the_bird_dog():
    joints = FIGURES["bird-dog"].pose("hold").body.joints

    assert joints["ankle_near"].imag > joints["knee_far"].imag + 30
    assert joints["wrist_far"].imag > joints["wrist_near"].imag + 30


def test_the_title_names_the_drawing_and_is_escaped():
    svg = render_figure("bird-dog", "hold", title="<b>Arm & Bein</b>", title_id="t1")

    assert '<title id="t1">&lt;b&gt;Arm &amp; Bein&lt;/b&gt;</title>' in svg
    assert 'role="img" aria-labelledby="t1"' in svg


def test_a_title_without_an_id_becomes_a_label():
    svg = render_figure("bird-dog", 0, title='say "hi"')

    assert 'role="img" aria-label="say &quot;hi&quot;"' in svg


def test_a_drawing_without_a_title_is_decoration():
    assert 'aria-hidden="true"' in render_figure("bird-dog", 0)


def test_a_pose_is_found_by_name_and_by_place():
    assert render_figure("bird-dog", "hold") == render_figure("bird-dog", 1)


def test_poses_of_one_exercise_share_a_frame():
    start, hold = (ET.fromstring(render_figure("bird-dog", i)).get("viewBox") for i in (0, 1))

    assert start == hold


def test_a_mirrored_drawing_differs():
    assert render_figure("bird-dog", 0, mirrored=True) != render_figure("bird-dog", 0)


def test_an_unknown_exercise_is_a_key_error():
    with pytest.raises(KeyError):
        render_figure("cartwheel", 0)


def test_an_unknown_pose_is_a_key_error():
    with pytest.raises(KeyError):
        render_figure("bird-dog", "jump")


def test_choices_name_every_figure_once():
    assert [key for key, _ in figure_choices()] == list(FIGURES)
    assert has_figure("bird-dog")
    assert not has_figure("cartwheel")


def test_shins_are_upright_and_shoulders_stay_where_they_were_in_the_bridge():
    start, hold = (FIGURES["bridge-hold"].pose(name).body.joints for name in ("start", "hold"))

    assert abs(hold["knee_near"].real - hold["ankle_near"].real) < 12
    assert hold["shoulder_near"].real == pytest.approx(start["shoulder_near"].real, abs=1)


def test_one_sits_at_the_front_of_the_chair_to_stand_up():
    pose = FIGURES["sit-to-stand"].pose("start")
    chair = pose.spec["props"][0]["x"]

    assert min(point.real for point in pose.body.parts["seat"]) > chair + 15


def test_the_towel_reaches_around_the_sole():
    joints = FIGURES["hamstring-stretch"].pose("hold").body.joints

    assert joints["sole_near"].imag > joints["ball_near"].imag


def test_nobody_moves_with_closed_eyes():
    closed = [key for key, figure in FIGURES.items() if figure.poses[0].spec.get("eyes")]

    assert closed == ["muscle-relaxation", "body-scan"]


def test_hands_hold_the_leg_behind_the_thigh_not_on_the_knee():
    joints = FIGURES["knee-to-chest"].pose("hold").body.joints
    hip, knee, wrist = (joints[f"{name}_near"] for name in ("hip", "knee", "wrist"))
    along = (wrist - hip) * (knee - hip).conjugate() / abs(knee - hip)

    assert 20 < along.real < abs(knee - hip)
    assert along.imag < 0


def test_the_chest_is_stretched_one_arm_at_a_time():
    joints = FIGURES["doorway-chest-stretch"].pose("hold").body.joints

    assert joints["wrist_near"].imag > joints["shoulder_near"].imag
    assert joints["wrist_far"].imag < joints["hip"].imag


def test_the_body_passes_the_door_frame_and_the_arm_stays_behind_it():
    start, hold = (FIGURES["doorway-chest-stretch"].pose(name).body for name in ("start", "hold"))

    assert start.joints["shoulder_near"].real < start.joints["elbow_near"].real
    assert hold.joints["shoulder_near"].real > hold.joints["elbow_near"].real + 5


def test_the_head_glides_back_and_does_not_nod():
    start, hold = (FIGURES["chin-tuck"].pose(name).body for name in ("start", "hold"))

    assert start.joints["skull"].real - hold.joints["skull"].real > 4
    assert hold.angles["head"] == pytest.approx(start.angles["head"], abs=4)


def test_the_pelvis_tilts_and_closes_the_gap_under_the_loin():
    start, hold = (FIGURES["pelvic-tilt"].pose(name).body for name in ("start", "hold"))
    gaps = [max(point.imag for point in body.parts["loin"]) for body in (start, hold)]

    assert hold.angles["pelvis"] - start.angles["pelvis"] > 10
    assert gaps[0] > gaps[1] + 2


def test_the_feet_stay_where_they_are_while_the_knees_sink():
    start, hold = (FIGURES["trunk-rotation"].pose(name).body.joints for name in ("start", "hold"))

    assert abs(hold["ankle_right"] - start["ankle_right"]) < 12
    assert hold["knee_right"].real > start["knee_right"].real + 15


def test_shoulders_rise_only_a_little_in_the_curl_up():
    start, hold = (FIGURES["curl-up"].pose(name).body.joints for name in ("start", "hold"))

    assert 2 < hold["shoulder_near"].imag - start["shoulder_near"].imag < 8


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_contact_sheet_looks_the_same_whatever_the_system_of_its_reader(theme):
    html = sheet_html(theme, ["bird-dog"])

    assert "prefers-color-scheme" not in html
    assert html.count("<svg") == 2
