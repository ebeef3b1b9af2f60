"""The static files as they are served: each style sheet whole and small, with its hash in its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lightningcss
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

OWN_STYLES = "css/"


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Puts what a style sheet imports into it before it is hashed, since each file is a request.

    The files under static/css stay one for each component and work as they are while developing.
    Raises ValueError where a style sheet cannot be read or imports what is not there.
    """

    def post_process(
        self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            for name, source in paths.items():
                if name.startswith(OWN_STYLES) and name.endswith(".css"):
                    paths[name] = (self, self.bundled(name, *source))
        yield from super().post_process(paths, dry_run, **options)

    def bundled(self, name: str, source: Any, path: str) -> str:
        """Write one style sheet with its imports in place of the collected one; return its name."""
        css = lightningcss.bundle_css(source.path(path))
        self.delete(name)
        return self.save(name, ContentFile(css.encode()))
