"""Answers readers from memory, in front of Django; what is the same for everybody is kept whole.

A page is kept under its address and the generation of the content, so a change of content needs to
remove nothing. Where Django cannot answer, or not in time, readers get the last good copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from editorial.generation import HERE, Generation
from editorial.kept import OWN, is_own
from portal.http.caching import KEEPS, KEPT
from portal.http.copies import Copy, StartResponse, best_coding, copy_of, in_coding, packed
from portal.http.last_good import Address, LastGood
from portal.http.outage import outage_page
from portal.http.rendering import Answer, Application, Environ, Job, Rendering, ask
from portal.http.shelf import Shelf
from portal.http.watch import Watch

#: Twice what gunicorn answers with, so that some are left when a database hangs.
THREADS = 8
MEGABYTE = 1024 * 1024
#: The coding a page is kept in first; from it the others are made when somebody asks for them.
BASE = "br"


@dataclass(frozen=True)
class Patience:
    """How many seconds a reader waits for a page: where there is a copy of it, and where there is none."""

    with_copy: float = 2.0
    without: float = 15.0


class PageCache:
    """The portal as gunicorn sees it."""

    def __init__(
        self,
        django: Application,
        *,
        generation: Generation,
        shelf: Shelf[Copy],
        last_good: LastGood,
        patience: Patience | None = None,
        rendering: Rendering[Copy | Answer] | None = None,
    ) -> None:
        self.django, self.generation, self.shelf = django, generation, shelf
        self.last_good, self.patience = last_good, patience or Patience()
        self.rendering = rendering or Rendering(THREADS)
        self.watch = Watch(generation, self.prepare)
        self.token = generation.current
        self.session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self.not_for_readers = ("/admin/", settings.STATIC_URL, settings.MEDIA_URL)
        self.proxy_header, self.proxy_https = settings.SECURE_PROXY_SSL_HEADER or ("", "")

    def start(self) -> None:
        """Begin to watch the generation; from then on no request asks the cache."""
        self.watch.start()
        self.token = self.generation.token

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self.is_for_readers(environ):
            return self.django(environ, start_response)
        address = self.address(environ)
        coding = best_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        token = self.token()
        page = self.shelf.get((token, coding, address)) or self.fetch(
            environ, token, coding, address
        )
        return page.send(environ, start_response)

    def is_for_readers(self, environ: Environ) -> bool:
        """Whether somebody without a session only wants to read."""
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and self.session_cookie not in environ.get("HTTP_COOKIE", "")
            and not environ["PATH_INFO"].startswith(self.not_for_readers)
        )

    def address(self, environ: Environ) -> Address:
        host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
        scheme = environ["wsgi.url_scheme"]
        if (said := environ.get(self.proxy_header)) is not None:
            is_https = said.split(",")[0].strip() == self.proxy_https
            scheme = "https" if is_https else "http"
        return Address(scheme, host, environ["PATH_INFO"], environ.get("QUERY_STRING", ""))

    # --- What is not ready -----------------------------------------------------------------------

    def fetch(self, environ: Environ, token: str, coding: str, address: Address) -> Copy | Answer:
        """Return a page in the coding a reader takes: from another coding, from Django, or the last good copy."""
        address = self.known_address(token, address)
        found: Copy | Answer | None = self.shelf.get((token, BASE, address))
        if found is None:
            found = self.made(environ, token, address) or self.last_good_of(address)
        if isinstance(found, Copy):
            return self.in_coding(token, coding, address, found)
        return found or outage_page(address.path)

    def known_address(self, token: str, address: Address) -> Address:
        """Return the address without what its page is known not to depend on."""
        bare = address.query and self.shelf.get((token, BASE, address._replace(query="")))
        return with_names(address, bare.names) if bare else address

    def in_coding(self, token: str, coding: str, address: Address, copy: Copy) -> Copy:
        """Return a copy in a coding, and keep it unless it is only the last good one."""
        if ready := self.shelf.get((token, coding, address)):
            return ready
        packed = in_coding(copy, coding)
        if not copy.is_last_good:
            self.shelf.put((token, coding, address), packed)
        return packed

    def last_good_of(self, address: Address) -> Copy | None:
        """Return the last good copy of an address; of the portal's own name where there is no other."""
        for place in (address, self.home._replace(path=address.path, query=address.query)):
            if copy := self.last_good.get(place):
                return copy
            if place.query and (bare := self.last_good.get(place._replace(query=""))):
                named = with_names(place, bare.names)
                return self.last_good.get(named) if named.query else bare
        return None

    # --- Making a page ---------------------------------------------------------------------------

    def made(self, environ: Environ, token: str, address: Address) -> Copy | Answer | None:
        """Return what Django makes or, when it fails or takes too long, the last good copy."""
        if self.rendering.is_stuck(self.patience.with_copy):
            return None
        make = partial(self.make, environ, token, address)
        job, is_mine = self.rendering.job((token, address), make)
        found = self.wait_for(job, address)
        if isinstance(found, Answer) and not is_mine:
            # It was made for another reader, and perhaps for that one alone.
            found = self.wait_for(self.rendering.job(object(), make)[0], address)
        if isinstance(found, Answer) and found.code >= 500:
            return self.last_good_of(address) or found
        return found

    def wait_for(self, job: Job[Copy | Answer], address: Address) -> Copy | Answer | None:
        try:
            return job.wait(self.patience.with_copy)
        except TimeoutError:
            if copy := self.last_good_of(address):
                return copy
        try:
            return job.wait(self.patience.without)
        except TimeoutError:
            return None

    def make(
        self, environ: Environ, token: str, address: Address, *, always: bool = False
    ) -> Copy | Answer:
        """Have Django answer; keep what is the same for everybody."""
        state = self.generation.state
        answer = ask(self.django, environ | {"REQUEST_METHOD": "GET", KEEPS: True})
        names = answer.header(KEPT)
        if names is None:
            if answer.code < 500:
                self.last_good.forget(address)
            return answer
        address = with_names(address, names.split())
        headers = [each for each in answer.headers if each[0] != KEPT]
        copy = packed(copy_of(answer.status, headers, answer.body, names.split()), BASE)
        self.shelf.put((token, BASE, address), copy)
        if state:
            self.last_good.put(address, copy, made_in=(state.epoch, state.number), always=always)
        return copy

    # --- What a node can always show -------------------------------------------------------------

    @cached_property
    def home(self) -> Address:
        """The portal's own name, for what is made before anybody has asked."""
        site = urlsplit(settings.SITE_URL)
        allowed = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"]
        host = site.netloc or (allowed or ["localhost"])[0]
        return Address(
            site.scheme or ("https" if settings.SECURE_SSL_REDIRECT else "http"), host, "/"
        )

    def prepare(self) -> None:
        """Make the warning signs in every language, asked for or not."""
        self.last_good.follow()
        if self.rendering.is_stuck(self.patience.with_copy):
            return
        token = self.token()
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                address = self.home._replace(path=reverse("portal:warning_signs"))
            self.rendering.job((token, address), partial(self.make_always, token, address))

    def make_always(self, token: str, address: Address) -> Copy | Answer:
        made = self.make(environ_of(address), token, address, always=True)
        if isinstance(made, Answer):
            self.watch.look_again()
        return made


def with_names(address: Address, names: Iterable[str]) -> Address:
    """Return the address with no other names in its query; unchanged where it is one reader's."""
    pairs = parse_qsl(address.query, keep_blank_values=True)
    known = set(names)
    own = {name.removeprefix(OWN) for name in known if name.startswith(OWN)}
    if is_own((name for name, _ in pairs), own):
        return address
    return address._replace(query=urlencode([pair for pair in pairs if pair[0] in known]))


def environ_of(address: Address) -> Environ:
    """Return what a server would say of a request that nobody made."""
    environ: Environ = {
        "HTTP_HOST": address.host,
        "PATH_INFO": address.path,
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": BytesIO(),
    }
    if settings.SECURE_PROXY_SSL_HEADER and address.scheme == "https":
        header, value = settings.SECURE_PROXY_SSL_HEADER
        environ[header] = value
    setup_testing_defaults(environ)
    return environ


def in_front_of(django: Application) -> PageCache:
    """Return the layer as the settings want it."""
    folder = Path(settings.LAST_GOOD_ROOT)
    return PageCache(
        django,
        generation=HERE,
        shelf=Shelf(settings.PAGE_CACHE_ENTRIES, settings.PAGE_CACHE_MEGABYTES * MEGABYTE),
        last_good=LastGood(folder, HERE, settings.LAST_GOOD_MEGABYTES * MEGABYTE),
    )
