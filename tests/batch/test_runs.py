"""Runs in this process: what the folder holds, and that a run ended anywhere is finished by the next."""

import json
import os
import re
from dataclasses import replace

import pytest
from conftest import content, joined

from extractor import readers
from extractor.batch import BatchError, Plan, Shard, Stopped, run
from extractor.batch import work as working
from extractor.batch.source import expected
from extractor.engine import failed
from extractor.schema import Article, ArticleError, Generator, Result
from extractor.settings import Settings

MADE_BY = Generator(version="1", model="none")


def quick(order, items):
    """The work without any pipeline: a result that holds its article."""
    made = []
    for item in map(working._read, items):
        if isinstance(item, Article) and item.id == "a007":
            item = failed(item, ValueError("of all\nthings"))
        item = Result(article=item, generator=MADE_BY) if isinstance(item, Article) else item
        made.append(working._finished(order, item))
    return made


@pytest.fixture(autouse=True)
def without_pipeline(monkeypatch):
    monkeypatch.setattr(working, "work", quick)
    monkeypatch.setattr(working, "ready", lambda settings: MADE_BY)


@pytest.fixture
def plan(articles, tmp_path):
    return Plan(str(articles), tmp_path / "out", Settings(), part_size=4)


def test_what_the_folder_holds(plan, inline):
    assert run(plan, inline) == (23, 2)
    names = list(content(plan.out))
    assert names == [".journal.jsonl", ".lock", "errors.jsonl", "manifest.json"] + [
        f"results-{part:06}.jsonl" for part in range(6)
    ]
    ids = [json.loads(line)["article"]["id"] for line in joined(plan.out).splitlines()]
    assert ids == [f"a{number:03}" for number in range(20) if number != 7] + ["more-one.txt", "more/one.txt"]
    errors = [json.loads(line) for line in (plan.out / "errors.jsonl").read_text().splitlines()]
    assert errors == [
        {"id": "a007", "source": f"{plan.source}/many.jsonl", "reason": "failed: ValueError: of all things"},
        {"id": "more/two.txt", "source": f"{plan.source}/more/two.txt", "reason": "binary: a PNG image"},
    ]
    manifest = json.loads((plan.out / "manifest.json").read_bytes())
    assert manifest["complete"]
    assert manifest["generator"] == MADE_BY.model_dump()
    assert manifest["counts"] == {"articles": 23, "results": 21, "errors": 2, "claims": {}, "findings": {}}
    assert [part["articles"] for part in manifest["parts"]] == [4, 4, 4, 4, 4, 3]


def test_a_finished_folder_stays_as_it_is(plan, inline):
    run(plan, inline)
    before = content(plan.out)
    assert run(plan, inline) == (23, 2)
    assert content(plan.out) == before


@pytest.mark.parametrize("damage", ["results-000001.jsonl", "results-000005.jsonl", "errors.jsonl", ".journal.jsonl"])
@pytest.mark.parametrize("cut", [0, 100, None])
def test_a_damaged_folder_is_mended(plan, inline, damage, cut):
    run(plan, inline)
    before = content(plan.out)
    if cut is None:
        (plan.out / damage).unlink()
    else:
        (plan.out / damage).write_bytes(before[damage][:cut])
    assert run(plan, inline) == (23, 2)
    assert content(plan.out) == before


CALLS = ("fsync", "replace")


def ended_at(call, plan, inline):
    """Runs in a process of its own that ends, as if killed, at a numbered call that makes a write last."""
    child = os.fork()
    if child == 0:
        left = [call]

        def counted(original):
            def function(*args):
                left[0] -= 1
                if left[0] < 0:
                    os._exit(9)
                return original(*args)

            return function

        for name in CALLS:
            setattr(os, name, counted(getattr(os, name)))
        try:
            run(plan, inline)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_ended_at_any_write_the_next_run_gives_the_same_bytes(plan, inline, tmp_path):
    run(plan, inline)
    whole = content(plan.out)
    call = 0
    while True:
        broken = replace(plan, out=tmp_path / f"out{call}")
        if not ended_at(call, broken, inline):
            break
        assert ended_at(call // 3, broken, inline), "ended once more, earlier"
        run(broken, inline)
        assert content(broken.out) == whole, f"ended at write {call}"
        call += 1
    assert call > 4 * 6


def test_an_interrupt_keeps_what_is_done(plan, inline, monkeypatch):
    calls = []

    def interrupted(order, items):
        calls.append(items)
        if len(calls) == 6:
            raise KeyboardInterrupt
        return quick(order, items)

    monkeypatch.setattr(working, "work", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(plan, inline)
    manifest = json.loads((plan.out / "manifest.json").read_bytes())
    assert not manifest["complete"]
    monkeypatch.setattr(working, "work", quick)
    run(plan, inline)
    run(replace(plan, out=plan.out.with_name("other")), inline)
    assert content(plan.out) == content(plan.out.with_name("other"))


@pytest.mark.parametrize("count", [2, 3, 7])
def test_shards_are_the_whole_in_pieces(plan, inline, tmp_path, count):
    run(plan, inline)
    together = replace(plan, out=tmp_path / "together")
    for index in range(1, count + 1):
        run(replace(together, shard=Shard(index, count)), inline)
        run(replace(plan, out=tmp_path / f"apart{index}", shard=Shard(index, count)), inline)
    assert joined(together.out) == joined(plan.out)
    apart = {}
    for index in range(1, count + 1):
        found = {path.name: path.read_bytes() for path in (tmp_path / f"apart{index}").glob("results-*")}
        assert apart.keys().isdisjoint(found)
        apart |= found
    assert b"".join(apart[name] for name in sorted(apart)) == joined(plan.out)
    errors = [path.read_bytes() for path in together.out.glob("errors-*-of-*.jsonl")]
    assert sorted(b"".join(errors).splitlines()) == sorted((plan.out / "errors.jsonl").read_bytes().splitlines())
    manifests = [json.loads(path.read_bytes()) for path in together.out.glob("manifest-*.json")]
    assert sum(manifest["counts"]["articles"] for manifest in manifests) == 23
    shares = [Shard(index, count).share(23, 4) for index in range(1, count + 1)]
    assert sorted(shares) == sorted(manifest["counts"]["articles"] for manifest in manifests)


@pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "1/0", "a/b", "1/2/3", "-1/2", "½/2"])
def test_no_shard(text):
    with pytest.raises(ValueError, match="is not I/N"):
        Shard.parse(text)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"part_size": 5}, "has another part_size"),
        ({"time_limit": 3.0}, "has another time_limit"),
        ({"tables": True}, "has another format"),
    ],
)
def test_another_plan_needs_another_folder(plan, inline, change, message):
    run(plan, inline)
    before = content(plan.out)
    with pytest.raises(BatchError, match=message):
        run(replace(plan, **change), inline)
    assert content(plan.out) == before


def test_another_version_needs_another_folder(plan, inline, monkeypatch):
    run(plan, inline)
    monkeypatch.setattr(working, "ready", lambda settings: Generator(version="2"))
    with pytest.raises(BatchError, match="has another generator"):
        run(replace(plan, shard=Shard(1, 2)), inline)


def test_workers_of_another_version_stop_the_run(plan, inline, monkeypatch):
    monkeypatch.setattr(working, "ready", lambda settings: Generator(version="2"))
    with pytest.raises(Stopped, match="the workers differ"):
        run(plan, inline)


@pytest.mark.parametrize("change", ["text", "gone", "new"])
def test_a_changed_input_is_noticed(plan, inline, articles, change):
    run(plan, inline)
    path = articles / "many.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    changed = {"text": [*lines[:6], lines[6].replace("rose", "fell"), *lines[7:]], "gone": lines[1:], "new": lines * 2}
    changed["text"][5] = changed["text"][5].replace("Exports", "Imports")
    path.write_text("".join(changed[change]))
    with pytest.raises(BatchError, match="the input has changed since part"):
        run(plan, inline)


def test_two_runs_do_not_share_a_folder(plan, inline, monkeypatch):
    def again(order, items):
        with pytest.raises(BatchError, match="another run is writing here"):
            run(plan, inline)
        return quick(order, items)

    monkeypatch.setattr(working, "work", again)
    run(plan, inline)


def test_foreign_files_are_left_alone(plan, inline):
    plan.out.mkdir()
    (plan.out / "results-of-mine.jsonl").write_text("mine")
    with pytest.raises(BatchError, match="holds results without a manifest"):
        run(plan, inline)
    (plan.out / "manifest.json").write_text("[]")
    with pytest.raises(BatchError, match="is no manifest"):
        run(plan, inline)
    assert (plan.out / "results-of-mine.jsonl").read_text() == "mine"
    assert (plan.out / "manifest.json").read_text() == "[]"


PAGE = "<html><head><title>Exports</title></head><body><article><p>{}</p></article></body></html>"


@pytest.mark.parametrize("files_shared", [True, False])
def test_pages_are_read_as_ever_whoever_reads_them(plan, inline, articles, files_shared):
    (articles / "a-page.html").write_text(PAGE.format("Kenya's exports rose 4.5 percent to $7.2 billion in 2024. " * 9))
    (articles / "b-page.htm").write_text("")
    (articles / "z-page.html").write_text(PAGE.format("Ghana's cocoa imports fell 3 percent to 20 million euros. " * 9))
    (articles / "early.json").write_text('{"id": "z-page.html", "text": "the same id"}')
    read = list(readers.read_all([articles], published="2025-02-05"))
    assert run(replace(plan, published="2025-02-05", files_shared=files_shared), inline) == (27, 3)
    found = [Result.model_validate_json(line).article for line in joined(plan.out).splitlines()]
    assert found == [article for article in read if isinstance(article, Article) and article.id != "a007"]
    assert found[-1].id == "z-page.html~2"
    assert "a second article of the id z-page.html" in found[-1].notes
    errors = [ArticleError.model_validate_json(line) for line in (plan.out / "errors.jsonl").read_text().splitlines()]
    assert [error for error in errors if error.id != "a007"] == [e for e in read if isinstance(e, ArticleError)]


def test_output_inside_the_input(plan, inline, articles):
    with pytest.raises(BatchError, match="is inside the input"):
        run(replace(plan, out=articles / "out"), inline)
    assert not (articles / "out").exists()


def test_results_written_before_are_no_articles(plan, inline, tmp_path):
    run(plan, inline)
    again = replace(plan, source=str(plan.out / "results-000000.jsonl"), out=tmp_path / "again")
    assert run(again, inline) == (4, 4)


FULL = OSError(28, os.strerror(28))


@pytest.mark.parametrize("call", range(12))
def test_a_full_disk_stops_the_run_and_nothing_is_half_written(plan, inline, monkeypatch, call):
    run(replace(plan, out=plan.out.with_name("whole")), inline)
    left, fsync = [call], os.fsync

    def full(number):
        left[0] -= 1
        if left[0] < 0:
            raise FULL
        fsync(number)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises((Stopped, OSError)) as caught:
            run(plan, inline)
    told = str(caught.value) if isinstance(caught.value, Stopped) else f"{caught.value.filename}: "
    assert re.match(rf"{re.escape(str(plan.out))}/[.\w-]+: ", told)
    assert not list(plan.out.glob(".*.part"))
    for path in plan.out.glob("results-*"):
        assert path.read_bytes() == (plan.out.with_name("whole") / path.name).read_bytes()
    run(plan, inline)
    assert content(plan.out) == content(plan.out.with_name("whole"))


def test_a_folder_that_cannot_be_made(plan, inline, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file/out") as caught:
        run(replace(plan, out=tmp_path / "file" / "out"), inline)
    assert caught.value.filename == str(tmp_path / "file" / "out")


def test_ids_never_become_paths(plan, inline, tmp_path):
    (tmp_path / "ids.jsonl").write_text(
        "".join(json.dumps({"id": i, "text": "x"}) + "\n" for i in ("../a", "/b", "c\0"))
    )
    run(replace(plan, source=str(tmp_path / "ids.jsonl")), inline)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ids.jsonl", "in", "out"]


def test_expected_counts_what_is_read(articles):
    assert expected(str(articles)) == 23 == len(list(readers.read_all([str(articles)])))
    assert expected("-") is None


PATHS = ("a.txt", "a/b.txt", "a-b/c.txt", "a.d/e.txt", "Z/y.txt", "é/x.txt", "a/b/c.txt")


def test_files_come_in_the_order_of_their_paths(tmp_path):
    for other in (*PATHS, "a/.h/x.txt", "q.exe"):
        (tmp_path / other).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / other).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in readers.files(tmp_path)]
    assert found == sorted(PATHS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_what_is_no_file_stands_among_the_errors(plan, inline, articles):
    os.mkfifo(articles / "p.jsonl")
    assert expected(str(articles)) == 24
    run(plan, inline)
    errors = [ArticleError.model_validate_json(line) for line in (plan.out / "errors.jsonl").read_text().splitlines()]
    assert f"{articles / 'p.jsonl'}: no file, but a pipe" in map(str, errors)


def test_errors_of_reading_keep_their_line(plan, inline, articles):
    (articles / "many.jsonl").write_text('{"id": "good", "text": "x"}\n{broken\n')
    run(plan, inline)
    errors = [ArticleError.model_validate_json(line) for line in (plan.out / "errors.jsonl").read_text().splitlines()]
    assert errors[0].line == 2
