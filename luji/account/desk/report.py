"""The report page: read it with every figure linked to its trace, or take it away as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from luji.account.desk.asked import Asked, page
from luji.account.desk.problems import NO_FORMAT, STOPPED
from luji.account.indicators.figure import Figure
from luji.account.reports import html
from luji.base.kernel.problem import Refused

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


@page
def report(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The composed report; where there is none, why and what to do."""

    def link(figure: Figure) -> str:
        return asked.address("trace", figure.key, unit=figure.unit, period=figure.period)

    try:
        document = asked.house.report(asked.unit.code, asked.year)
        review = asked.house.review(asked.unit.code, asked.year)
    except Refused as refused:
        context = {"asked": asked, "problems": refused.problems}
        return render(request, "desk/report_none.html", context)
    context = {
        "asked": asked,
        "document": document,
        "text": html.fragment(document, link),
        "formats": list(TYPES),
        "review": review,
    }
    return render(request, "desk/report.html", context)


@page
def report_file(request: HttpRequest, asked: Asked, format: str) -> HttpResponse:
    """The report as a file, always as an attachment: nothing of it runs on this site.

    Raises `Refused`: DSK-002; DSK-006 while the gate stops the report, unless `despite=findings` is asked.
    """
    if format not in TYPES:
        raise Refused([NO_FORMAT(format=format, known=", ".join(TYPES))])
    review = asked.house.review(asked.unit.code, asked.year)
    if review.stops and request.GET.get("despite") != "findings":
        raise Refused([STOPPED(faults=len(review.faults))])
    content = asked.house.report_file(asked.unit.code, asked.year, format)
    answer = HttpResponse(content, content_type=TYPES[format])
    name = f"{asked.unit.short.zh}{asked.year}年度整体支出绩效自评报告.{format}"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer
