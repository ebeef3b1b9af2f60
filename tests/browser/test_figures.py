"""The drawings of an exercise: still by themselves, moving and turning round on request."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import ALL_RULES, findings
from tests.browser.test_reading import focus_is_visible, tab_to

pytestmark = pytest.mark.browser

ONE_SIDED, TWO_SIDED = "hip-flexor-stretch", "cat-cow"
MOVE, SIDE = "[data-figure-move]", "[data-figure-side]"


@pytest.fixture(scope="module")
def paths(portal) -> dict[str, str]:
    """The address of a one-sided and of a two-sided exercise."""
    keys = (ONE_SIDED, TWO_SIDED)
    code = (
        "from exercises.models import Exercise\n"
        f"for key in {keys!r}:\n"
        "    print(Exercise.objects.get(key=key).get_absolute_url())"
    )
    return dict(zip(keys, portal.python(code).split(), strict=True))


def shown(page: Page) -> list[str]:
    """The label of every pose that can be seen."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.sheet__pose')]
            .filter(pose => getComputedStyle(pose.firstElementChild).opacity > 0.5)
            .map(pose => pose.querySelector('figcaption').textContent)"""
    )


def later(page: Page, milliseconds: int) -> list[str]:
    """What can be seen after so much time."""
    page.clock.run_for(milliseconds)
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    return shown(page)


def test_nothing_moves_by_itself(page: Page, paths):
    page.clock.install()
    page.goto(paths[ONE_SIDED])
    before = shown(page)

    assert len(before) == 2
    assert later(page, 20_000) == before


def test_poses_follow_one_another_on_request_until_stopped(page: Page, paths):
    page.clock.install()
    page.goto(paths[ONE_SIDED])
    both = shown(page)
    page.locator(MOVE).click()
    name = page.locator(MOVE).inner_text()

    assert later(page, 100) == [both[0]]
    assert later(page, 2_600) == [both[1]]
    assert later(page, 2_600) == [both[0]]
    page.locator(MOVE).click()
    assert later(page, 10_000) == both
    assert page.locator(MOVE).inner_text() != name


def test_poses_of_the_movement_lie_over_each_other(page: Page, paths):
    page.goto(paths[ONE_SIDED])
    page.locator(MOVE).click()
    first, second = (page.locator(".sheet__pose .figure").nth(i).bounding_box() for i in (0, 1))

    assert first == second


def test_the_movement_fades_only_where_motion_does_not_disturb(page: Page, paths):
    page.goto(paths[ONE_SIDED])
    page.locator(MOVE).click()
    duration = "getComputedStyle(document.querySelector('.figure')).transitionDuration"

    assert page.evaluate(duration) == "1.1s"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(duration) == "0s"
    assert len(shown(page)) == 1


def test_movement_and_side_work_by_keyboard(page: Page, paths):
    page.goto(paths[ONE_SIDED])
    tab_to(page, MOVE)
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    expect(page.locator("[data-figure]")).to_contain_class("is-moving")
    page.keyboard.press("Space")
    expect(page.locator("[data-figure]")).not_to_contain_class("is-moving")

    page.keyboard.press("Tab")
    expect(page.locator(SIDE)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(SIDE)).to_have_attribute("aria-pressed", "true")


def test_the_other_side_is_the_mirror_image_and_the_page_says_so(page: Page, paths):
    page.goto(paths[ONE_SIDED])
    turned = "new DOMMatrix(getComputedStyle(document.querySelector('.figure')).transform).a"
    assert page.evaluate(turned) == 1

    page.locator(SIDE).click()
    assert page.evaluate(turned) == -1
    expect(page.locator("[data-figure-note]")).to_be_visible()
    page.locator(SIDE).click()
    assert page.evaluate(turned) == 1
    expect(page.locator("[data-figure-note]")).to_be_empty()


def test_an_exercise_for_both_sides_at_once_has_no_other_side(page: Page, paths):
    page.goto(paths[TWO_SIDED])

    expect(page.locator(MOVE)).to_be_visible()
    expect(page.locator(SIDE)).to_have_count(0)


def test_without_javascript_all_poses_are_there_and_no_button(portal_url, paths, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal_url + paths[ONE_SIDED])

    expect(page.locator(".sheet__pose")).to_have_count(2)
    expect(page.locator(MOVE)).to_be_hidden()
    context.close()


def test_on_paper_all_poses_stand_side_by_side_even_while_moving(page: Page, paths):
    page.goto(paths[ONE_SIDED])
    page.locator(MOVE).click()
    page.locator(SIDE).click()
    page.emulate_media(media="print")

    assert len(shown(page)) == 2
    expect(page.locator(MOVE)).to_be_hidden()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
def test_axe_finds_nothing_while_the_figure_moves(page: Page, paths, look, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=look, reduced_motion="reduce")
    page.goto(paths[ONE_SIDED])
    page.locator(MOVE).click()
    page.locator(SIDE).click()

    assert findings(page, ALL_RULES) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for button in page.locator(".sheet__controls button").all():
        assert button.bounding_box()["height"] >= 44
