from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.addresses import moved
from editorial.changes import shown_on
from editorial.kept import kept
from editorial.paging import page_of
from editorial.reading import in_language
from evidence.models import Claim

#: Pages named as showing a claim; a search finds the others.
MOST_USES = 24


@kept(query=["page"])
def claim_list(request: HttpRequest) -> HttpResponse:
    claims = page_of(in_language(Claim.objects.published()).order_by("title", "pk"), request)
    return render(request, "evidence/claims.html", {"claims": claims})


@kept()
def claim_detail(request: HttpRequest, slug: str) -> HttpResponse:
    claim = Claim.objects.published().with_provenance().at(slug)
    if claim.slug != slug:
        return moved(request, claim)
    context = {"object": claim, "claim": claim, "uses": list(pages_showing(claim))}
    return render(request, "evidence/claim.html", context)


def pages_showing(claim: Claim) -> Iterator[Any]:
    """The pages that readers may see on which it stands, each once."""
    pages = dict.fromkeys(shown_on(claim))
    return islice((page for page in pages if page.is_public), MOST_USES)
