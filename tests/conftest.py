"""What every test has: its own data, a clean language and cache, and guards against silent failures."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.template.defaulttags import CsrfTokenNode
from django.utils import translation

from editorial import generation
from portal.management.commands.compile_catalogues import compile_catalogue, stale_catalogues
from tests import copies, live

CHROMIUM = Path("/usr/bin/chromium")
#: With the list below its address bar each window would start two processes more, which cost as much
#: as a test. Only the last such flag counts, so the others are what Playwright switches off itself.
SWITCHED_OFF = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades"),
    *("LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"),
    *("PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(SWITCHED_OFF)}",
]
BROWSER_FIXTURES = {"browser", "context", "page", "new_context"}
STORE_FIXTURES = {"db", "transactional_db", "shipped", "admin_client", "admin_user"}

# How long a property test takes says more about the machine than about the code.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")


# --- The run ---------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Compile the messages once, before any worker reads them."""
    if not hasattr(config, "workerinput"):
        for po in stale_catalogues():
            compile_catalogue(po)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser and what depends on the database or cache in use."""
    for item in items:
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        fixtures = set(getattr(item, "fixturenames", ())) - set(parameters)
        if BROWSER_FIXTURES & fixtures:
            item.add_marker("browser")
        elif item.get_closest_marker("django_db") or STORE_FIXTURES & fixtures:
            item.add_marker("stores")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name what this run left out, just above the last line."""
    for line in filter(None, os.environ.get("PORTAL_TESTS_SKIPPED", "").splitlines()):
        terminalreporter.write_line(line, yellow=True)


def pytest_unconfigure() -> None:
    """Remove everything the tests stored."""
    if settings.configured and hasattr(settings, "FOLDER"):
        shutil.rmtree(settings.FOLDER, ignore_errors=True)


# --- A clean start for every test --------------------------------------------------------------


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    """Start in the default language and leave none behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """Start with an empty cache; what the database cache holds goes with the test's transaction."""
    generation.HERE.forget()
    if "redis" in settings.CACHES["default"]["BACKEND"].lower():
        cache.clear()
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        cache.clear()
        yield
        # Its table belongs to no model, so emptying the tables leaves it as it is.
        cache.clear()
    else:
        yield


# --- Guards ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="session")
def _no_empty_csrf_token() -> Iterator[None]:
    """Fail where `{% csrf_token %}` comes out empty: the form would be refused without a word."""
    render = CsrfTokenNode.render

    def checked(node: CsrfTokenNode, context: Any) -> str:
        html = render(node, context)
        assert html, "{% csrf_token %} rendered empty: the template did not get the request"
        return html

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CsrfTokenNode, "render", checked)
        yield


class UndefinedVariable:
    """Fails the test when one of the portal's own templates shows a variable that is not there.

    Django shows nothing in its place. Templates of Django and of the libraries count on that.
    """

    def __contains__(self, text: str) -> bool:
        return text == "%s"

    def __mod__(self, name: str) -> str:
        template = rendered_template()
        if settings.BASE_DIR in template.parents and "site-packages" not in template.parts:
            pytest.fail(
                f"Undefined variable {str(name)!r} in {template.relative_to(settings.BASE_DIR)}"
            )
        return ""


def rendered_template() -> Path:
    """Return the file of the innermost template that is being rendered."""
    frame = sys._getframe()
    while frame := frame.f_back:  # type: ignore[assignment]
        # The variables of a frame are gathered on asking, which costs more than all the rest.
        if frame.f_code.co_name == "render_annotated":
            origin = getattr(frame.f_locals.get("self"), "origin", None)
            if origin:
                return Path(origin.name)
    return Path()


@pytest.fixture(autouse=True, scope="session")
def _no_undefined_variable() -> Iterator[None]:
    options = settings.TEMPLATES[0]["OPTIONS"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(options, "string_if_invalid", UndefinedVariable())
        yield


# --- Content -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of the run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def _shipped_once(
    django_db_setup: None, django_db_blocker: Any, run_folder: Path
) -> Iterator[None]:
    """Drop in the end what the content was loaded into."""
    yield
    with django_db_blocker.unblock():
        copies.forget_loaded(run_folder)


@pytest.fixture(scope="module")
def shipped(_shipped_once: None, django_db_blocker: Any, run_folder: Path) -> Iterator[None]:
    """The shipped content for a whole module: `pytestmark = pytest.mark.usefixtures("shipped")`.

    It is loaded once in a run and every test still runs in its own transaction. Other tests of the
    module see it too, so such a module stays by itself, without transactional tests.
    """
    with django_db_blocker.unblock(), copies.shipped(run_folder):
        yield


# --- A real portal -----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def portal_folder(run_folder: Path) -> Path:
    """Where the portal of the run is prepared."""
    folder = run_folder / "portal"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _preparing(request: pytest.FixtureRequest, portal_folder: Path) -> Iterator[None]:
    """Begin at once with what takes long, so that no worker has to wait for it idly."""
    is_needed = any(
        "prepared" in getattr(item, "fixturenames", ()) for item in request.session.items
    )
    process = live.start_preparing(portal_folder) if is_needed else None
    yield
    if process:
        process.communicate()


@pytest.fixture(scope="session")
def prepared(_preparing: None, portal_folder: Path) -> live.Prepared:
    """The shipped content and the static files, prepared once for all workers of the run."""
    return live.prepared(portal_folder)


@pytest.fixture(scope="session")
def portal(
    prepared: live.Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[live.Portal]:
    """A real portal with the shipped content and data of its own, shared by the tests of a worker."""
    data = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(prepared.data, data)
    portal = live.serve(live.environment(data, prepared.static))
    yield portal
    portal.stop()


@pytest.fixture(scope="session")
def portal_url(portal: live.Portal) -> str:
    """The address of the real portal, without a slash at the end."""
    return portal.url


# --- The browser -------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Take Debian's Chromium where there is one, else Playwright's own."""
    own = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    return {**browser_type_launch_args, **own, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def base_url(portal_url: str) -> str:
    """Let `page.goto("/")` open the real portal."""
    return portal_url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Read as somebody whose browser speaks German."""
    return {**browser_context_args, "locale": "de-DE"}
