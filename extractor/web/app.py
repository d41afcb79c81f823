"""The local page: paste or drop an article, see its marks, claims and findings; the same over an API.

Nothing is written to disk, nothing is fetched. The last results stay in memory for their downloads.
"""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import FastAPI, Form, HTTPException, Request, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as HTTPError

import extractor
from extractor import provenance
from extractor.readers import FORMATS, KNOWN, ReadError, form, from_stream, iso_date
from extractor.readers.common import Origin
from extractor.reports import html
from extractor.schema import Article, ArticleError, Result
from extractor.settings import Settings
from extractor.web.guards import Guard
from extractor.web.store import Store

LIMIT = 2 * 2**20
"""Bytes of a request."""
SECONDS = 120
"""What a request may take."""
_MULTIPART = 64 * 2**10
"""Bytes of a form beside its article."""


class Given(BaseModel):
    """One article to extract. `published`: an ISO date."""

    model_config = ConfigDict(extra="forbid")

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None


class BadArticle(ValueError):
    """An article that can't be read; one line."""


def create(
    settings: Settings | None = None, *, limit: int = LIMIT, seconds: float = SECONDS, hosts: tuple[str, ...] = ()
) -> FastAPI:
    """The application. `limit`: bytes of an article; `seconds`: what a request may take; `hosts`: names beside the
    local ones under which it answers."""
    chosen = settings or Settings()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(extractor.load, settings=chosen)
        yield

    app = FastAPI(
        title="extractor",
        version=extractor.__version__,
        description=(extractor.__doc__ or "").partition("\n")[0],
        lifespan=life,
        docs_url=None,  # both fetch their scripts from elsewhere
        redoc_url=None,
    )
    policy = html.policy("'self'")
    app.add_middleware(Guard, limit=limit + _MULTIPART, seconds=seconds, policy=policy, hosts=hosts)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPError, _failed)
    _Pages(chosen, limit).add_to(app)
    return app


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    """What is wrong with a request, without repeating its content."""
    assert isinstance(error, RequestValidationError)
    told = [{"where": list(map(str, one["loc"])), "what": one["msg"]} for one in error.errors()]
    return JSONResponse({"detail": told}, 422)


async def _failed(request: Request, error: Exception) -> Response:
    """A failure as a page with the form, or as JSON below /api."""
    assert isinstance(error, HTTPError)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": error.detail}, error.status_code, error.headers)
    return HTMLResponse(_form(str(error.detail)), error.status_code, error.headers)


def _form(error: str = "") -> str:
    return html.render(
        "web_form.html", title="Check an article", policy=html.policy("'self'"), error=error, suffixes=",".join(FORMATS)
    )


class _Pages:
    """The routes over one store and one pipeline."""

    def __init__(self, settings: Settings, limit: int) -> None:
        self.settings, self.limit, self.store = settings, limit, Store()

    def add_to(self, app: FastAPI) -> None:
        app.get("/", response_class=HTMLResponse, include_in_schema=False)(self.form)
        app.post("/check", response_class=RedirectResponse, include_in_schema=False)(self.check)
        app.get("/results/{name}", response_class=HTMLResponse, include_in_schema=False)(self.page)
        app.get("/results/{name}/report.html", include_in_schema=False)(self.report)
        app.get("/results/{name}/result.json", include_in_schema=False)(self.result)
        app.post("/api/extract", response_model=Result)(self.extract)
        app.get("/healthz", response_class=PlainTextResponse)(self.healthz)
        app.get("/version")(self.version)

    def form(self) -> str:
        return _form()

    def check(
        self,
        text: Annotated[str, Form()] = "",
        title: Annotated[str, Form()] = "",
        published: Annotated[str, Form()] = "",
        file: UploadFile | None = None,
    ) -> RedirectResponse:
        """Extracts what a form sent and leads to its page."""
        try:
            if file is not None and file.filename:
                given = self._read(file.filename, file.file.read(self.limit + 1), published)
            elif text.strip():
                given = self._made(text.replace("\r\n", "\n"), title=title, published=published)
            else:
                raise BadArticle("There is no text yet: paste an article or choose a file.")
        except (BadArticle, ReadError) as error:
            raise HTTPException(422, str(error)) from None
        return RedirectResponse(f"/results/{self.store.put(given)}", 303)

    def _made(self, text: str, *, id: str = "", title: str = "", published: str = "") -> Result:
        day = iso_date(published or None)
        return extractor.extract(text, id=id or None, title=title or None, published=day, settings=self.settings)

    def _read(self, name: str, data: bytes, published: str) -> Result:
        """The result of a dropped file, by its suffix; a result written before is checked again."""
        if len(data) > self.limit:
            raise HTTPException(413, f"too large: more than {self.limit:,} bytes")
        item = _one(PurePosixPath(name.replace("\\", "/")).name, data)
        if isinstance(item, Result):
            return extractor.check(item, settings=self.settings)
        day = None if item.published else iso_date(published or None)
        return extractor.extract(item, published=day, settings=self.settings)

    def _kept(self, name: str) -> Result:
        result = self.store.get(name)
        if result is None:
            raise HTTPException(404, "This result is no longer kept: check the article again.")
        return result

    def page(self, name: str) -> str:
        """A result's page with its downloads."""
        return html.article(self._kept(name), home=None, template="web_result.html", policy=html.policy("'self'"),
                            name=name)  # fmt: skip

    def report(self, name: str) -> HTMLResponse:
        """The page as `extractor report` writes it, to be saved."""
        return HTMLResponse(html.article(self._kept(name)), headers=_saved("report.html"))

    def result(self, name: str) -> Response:
        content = self._kept(name).model_dump_json(indent=1) + "\n"
        return Response(content, media_type="application/json", headers=_saved("result.json"))

    def extract(self, given: Given) -> Response:
        """Everything that one article gives, as `extractor extract` writes it."""
        if not given.text.strip():
            raise HTTPException(422, "empty: no text")
        try:
            result = self._made(given.text, id=given.id or "", title=given.title or "", published=given.published or "")
        except ReadError as error:
            raise HTTPException(422, str(error)) from None
        return Response(result.model_dump_json(), media_type="application/json")

    def healthz(self) -> str:
        """Says "ok" once the pipeline is loaded."""
        return "ok\n"

    def version(self) -> dict[str, object]:
        """Versions and hashes of everything that decides an output."""
        return provenance.versions(self.settings)


def _saved(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def _one(name: str, data: bytes) -> Article | Result:
    """The one article of a file."""
    kind = form(name)
    if kind is None:
        raise BadArticle(f"{name}: no reader for this kind of file; read are {KNOWN}")
    items = list(islice(from_stream(io.BytesIO(data), kind, Origin(name, name)), 2))
    if len(items) != 1:
        raise BadArticle(f"{name}: several articles; a folder of them is for `extractor report`")
    if isinstance(items[0], ArticleError):
        raise BadArticle(str(items[0]))
    item: Article | Result = items[0]
    return item
