"""What must hold for the files of the repository themselves."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import Context, Origin, Template

from portal.management.commands import update_catalogues

ROOT = Path(settings.BASE_DIR)
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
ADDRESS = re.compile(r"https?://|file:|--index|--extra-index|--find-links|--trusted-host")
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)


def pins(lock):
    """Return package → version of a requirement lock."""
    return dict(PIN.findall(lock.read_text()))


def read(name):
    return (ROOT / name).read_text()


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def package_name(requirement):
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower()


def tracked(*patterns):
    done = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize(
    "file", [*LOCKS, *ROOT.glob("package-lock.json")], ids=lambda file: file.name
)
def test_a_lock_names_no_place_to_install_from(file):
    assert ADDRESS.findall(file.read_text()) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_hashes(lock):
    unhashed = [line for line in lock.read_text().splitlines() if re.match(r"\S+==.*[^\\]$", line)]

    assert unhashed == []


def test_the_locks_pin_every_direct_dependency():
    declared = project()
    dev = declared["dependency-groups"]["dev"]

    runtime = {package_name(requirement) for requirement in declared["project"]["dependencies"]}
    tools = {package_name(requirement) for requirement in dev}
    extras = declared["project"]["optional-dependencies"]["pdf"]
    for_pdf = {package_name(requirement) for requirement in extras}

    assert runtime - pins(ROOT / "requirements/base.txt").keys() == set()
    assert (runtime | for_pdf) - pins(ROOT / "requirements/pdf.txt").keys() == set()
    assert (runtime | tools | for_pdf) - pins(ROOT / "requirements/dev.txt").keys() == set()


def test_tests_run_with_the_versions_that_are_served():
    served, tested = pins(ROOT / "requirements/base.txt"), pins(ROOT / "requirements/dev.txt")

    assert {name: tested.get(name) for name in served} == served


def test_every_dependency_says_why_it_is_there():
    listed = re.findall(r'^    "[a-z0-9._-]+(?:\[.*?\])?[><=].*$', read("pyproject.toml"), re.M)

    assert len(listed) > 30
    assert [line for line in listed if not re.search(r",\s+# \S+", line)] == []


@pytest.mark.django_db
def test_the_models_have_no_change_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="GNU gettext is not installed")
def test_every_text_is_collected_and_translated():
    assert list(update_catalogues.gaps()) == []


def test_every_setting_from_the_environment_is_in_the_example():
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', read("portal/settings.py")))
    names |= set(re.findall(r'environ\.get\("([A-Z_]+)"\)', read("portal/settings.py")))
    explained = set(re.findall(r"^#? ?([A-Z_]+)=", read(".env.example"), re.M))

    assert names - explained == set()


def test_documents_link_to_files_that_exist():
    broken = []
    for page in tracked("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")

    assert broken == []


def test_an_undefined_variable_in_a_template_fails_the_test():
    origin = Origin(str(ROOT / "templates" / "example.html"))

    with pytest.raises(pytest.fail.Exception, match=r"'heading' in templates/example\.html"):
        Template("<h1>{{ heading }}</h1>", origin=origin).render(Context())


def test_an_empty_csrf_token_fails_the_test():
    with pytest.raises(AssertionError, match="csrf_token"):
        Template("<form>{% csrf_token %}</form>").render(Context())
