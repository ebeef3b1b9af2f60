"""How the portal's own YAML files are read."""

from typing import Any

import yaml

#: The safe loader, in C where the library was built with it: ten times as fast.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    return yaml.load(text, Loader=LOADER)  # noqa: S506 – the safe one
