from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.query import Search


def results(request: HttpRequest) -> HttpResponse:
    found = Search.from_query(request.GET, language=request.LANGUAGE_CODE)
    status = 400 if found.error else 200
    return render(request, "search/results.html", {"search": found}, status=status)
