"""The verbs: one bad article never costs another, the same bytes whatever the processes, nothing grows."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

import extractor
from extractor import engine, pipeline
from extractor.components import attributes
from extractor.network import network
from extractor.processes import Recipe
from extractor.schema import Article, ArticleError, Result
from extractor.textless import without_text

TEXTS = (
    "Exports of Kenya rise\n\nNAIROBI, March 3 -- Kenya's exports rose 4.5 percent to $7.2 billion in 2024.\n",
    'Port note\n\n"Traffic grew by 12 percent last year," said Amina Otieno, head of the port authority.\n',
    "Odd \ud800 surrogate: imports fell 3 percent to 20 million euros in May \udfff 2023.\n",
    "A zero \x00 in exports of 5 million tonnes\r\n\r\nin 2022.\r\n",
    "No number at all.",
)


def articles() -> list[Article]:
    return [
        Article(id=f"a{i}", text=text, published="2025-03-04", published_from="given") for i, text in enumerate(TEXTS)
    ]


def dumps(outcomes) -> list[str]:
    return [outcome.model_dump_json() for outcome in outcomes]


def test_spans_give_their_text_back():
    for result in extractor.pipe(articles()):
        spans = [*result.claims, *result.dates]
        spans += [m for x in (*result.people, *result.organizations) for m in x.mentions]
        assert all(result.article.text[span.start : span.end] == span.text for span in spans)
    assert sum(len(result.quantities) for result in extractor.pipe(articles())) >= 5


def test_text_is_kept_and_json_reads_back():
    for article, result in zip(articles(), extractor.pipe(articles()), strict=True):
        assert result.article.text == article.text
        read = Result.model_validate(json.loads(result.model_dump_json()))
        assert read == result


@pytest.mark.parametrize("size", [1, 2, 64])
def test_batches_do_not_change_the_output(size):
    single = [extractor.extract(article) for article in articles()]
    assert dumps(extractor.pipe(articles(), batch_size=size)) == dumps(single)


def test_two_processes_give_the_same_bytes():
    assert dumps(extractor.pipe(articles(), n_process=2, batch_size=2)) == dumps(extractor.pipe(articles()))


def test_a_pipeline_of_ones_own_is_made_again_in_another_process():
    nlp = pipeline.load("fast")
    copy = Recipe.of(nlp, extractor.Settings()).make()
    assert copy is not nlp
    assert dumps(extractor.pipe(articles(), nlp=copy)) == dumps(extractor.pipe(articles(), nlp=nlp))


def test_one_bad_article_costs_only_itself(monkeypatch):
    whole = engine._result

    def sometimes(nlp, doc, article, settings):
        if article.id == "a1":
            raise RuntimeError("of\nall things")
        return whole(nlp, doc, article, settings)

    monkeypatch.setattr(engine, "_result", sometimes)
    outcomes = list(extractor.pipe([*articles(), ArticleError(reason="not read")]))
    assert [type(outcome).__name__ for outcome in outcomes] == [
        "Result",
        "ArticleError",
        *["Result"] * 3,
        "ArticleError",
    ]
    assert str(outcomes[1]) == "a1: failed: RuntimeError: of all things"
    for name in ("a", "any", "l"):
        of_many = ArticleError(id=name, source="in/many.jsonl", reason="failed: ValueError: of all things")
        assert str(of_many) == f"in/many.jsonl ({name}): failed: ValueError: of all things"
    for name in ("a", "a.txt", "in/a"):
        of_one = ArticleError(id=name, source="in/a.txt", reason="failed: ValueError: of all things")
        assert str(of_one) == "in/a.txt: failed: ValueError: of all things"


KILLER = """
import os, sys, extractor
from extractor import engine
from extractor.schema import Article
whole = engine._result
def killing(nlp, doc, article, settings):
    if article.id == "a1":
        os._exit(9)
    return whole(nlp, doc, article, settings)
engine._result = killing
if __name__ == "__main__":
    articles = [Article(id=f"a{i}", text=f"Exports rose {i} percent in 2024.") for i in range(4)]
    settings = extractor.Settings(model="fast")
    for outcome in extractor.pipe(articles, n_process=2, batch_size=2, settings=settings):
        print(outcome if isinstance(outcome, extractor.ArticleError) else outcome.article.id)
"""


def test_an_article_that_kills_its_worker_costs_only_itself(tmp_path):
    script = tmp_path / "killer.py"
    script.write_text(KILLER)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "a0",
        "a1: failed: RuntimeError: its worker process died",
        "a2",
        "a3",
    ]


def test_vocabulary_does_not_grow():
    nlp = extractor.load()
    many = [
        Article(id=str(i), text=f"Exports of item{i:05d}x rose {i}.{i} percent to {i},{i:03d} tons.")
        for i in range(1, 200)
    ]
    list(extractor.pipe(many[:20]))
    before = len(nlp.vocab.strings)
    list(extractor.pipe(many))
    assert len(nlp.vocab.strings) == before


def test_words_are_kept_up_to_a_limit(monkeypatch):
    nlp = extractor.load()
    extractor.extract(articles()[0])
    monkeypatch.setattr(pipeline, "KEPT", len(pipeline._WORDS[nlp]) + 1)
    found = extractor.extract("Quorvex rose 5 percent, and zulmipp fell 4 percent.")
    assert [claim.text for claim in found.quantities] == ["5 percent", "4 percent"]
    assert [word in nlp.vocab.strings for word in ("Quorvex", "zulmipp")] == [True, False]
    assert extractor.extract(found.article.text).model_dump_json() == found.model_dump_json()


def test_threads_share_the_verbs():
    results: dict[int, list[str]] = {}

    def work(number: int) -> None:
        results[number] = dumps(extractor.extract(article) for article in articles())

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(results[number] == results[0] for number in range(4))


def test_the_callers_own_memory_zone_is_left_alone():
    nlp = extractor.load()
    with nlp.memory_zone():
        inside = extractor.extract(articles()[0], nlp=nlp).model_dump_json()
    assert inside == extractor.extract(articles()[0]).model_dump_json()


def records(doc) -> dict:
    values = {name: getattr(doc._, name) for name in (*attributes.LISTS, *attributes.VALUES)}
    spans = {key: [(span.start, span.end, span.label_) for span in group] for key, group in doc.spans.items()}
    return json.loads(json.dumps({**values, "spans": spans}))  # DocBin makes tuples of lists


def test_attributes_stay_alive():
    nlp = extractor.load()
    docs = [nlp(pipeline.make_doc(nlp, article)) for article in articles()]
    expected = [records(doc) for doc in docs]
    assert any(value["quantities"] for value in expected)
    assert [records(spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())) for doc in docs] == expected
    stored = DocBin(docs=docs, store_user_data=True).to_bytes()
    assert [records(doc) for doc in DocBin().from_bytes(stored).get_docs(nlp.vocab)] == expected


SPACY_PROCESSES = """
import json, sys
sys.path.insert(0, sys.argv[1])
if __name__ == "__main__":
    import extractor, test_engine
    nlp = extractor.load("fast")
    for count in (1, 2):
        docs = [test_engine.pipeline.make_doc(nlp, article) for article in test_engine.articles()]
        print(json.dumps([test_engine.records(doc) for doc in nlp.pipe(docs, n_process=count, batch_size=3)]))
"""


def test_attributes_stay_alive_in_two_of_spacys_processes(tmp_path):
    script = tmp_path / "processes.py"
    script.write_text(SPACY_PROCESSES)
    done = subprocess.run([sys.executable, script, Path(__file__).parent], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    one, two = done.stdout.splitlines()
    assert "quantities" in one
    assert one == two


def test_a_built_model_gives_equal_output(tmp_path):
    pipeline.build(tmp_path / "model")
    nlp = spacy.load(tmp_path / "model")
    assert nlp.pipe_names == extractor.load().pipe_names
    assert dumps(extractor.pipe(articles(), nlp=nlp)) == dumps(extractor.pipe(articles()))


def test_the_base_model_of_the_dependencies_is_an_accepted_one():
    assert extractor.load().meta["extractor"]["model"] == "full: en_core_web_sm 3.8.0"


def test_unknown_weights_warn_once_and_are_recorded(monkeypatch, caplog):
    monkeypatch.setattr(pipeline, "_accepted", lambda sha256: None)
    monkeypatch.setattr(pipeline, "_LOADED", {})
    nlp = pipeline.load()
    pipeline.load()
    assert [record.getMessage().split(" has ")[1][:15] for record in caplog.records] == ["unknown weights"]
    result = extractor.extract("Exports rose 5 percent.", nlp=nlp)
    assert "unknown weights" in result.generator.model
    assert len(result.generator.model_hash) == 64


def test_the_fast_model_chooses_by_the_same_weights():
    fast, full = (extractor.load(model) for model in ("fast", "full"))
    made = [extractor.extract("Exports rose 5 percent.", nlp=nlp).generator for nlp in (fast, full)]
    assert made[0].scorer_hash == made[1].scorer_hash == network().sha256
    assert made[0].model_hash != made[1].model_hash


def test_the_generator_block_is_full():
    block = extractor.extract("Exports rose 5 percent.").generator.model_dump()
    assert all(block.values()), block


def test_pipe_takes_texts_as_extract_does():
    text = "Exports rose 5 percent."
    assert [one.model_dump_json() for one in extractor.pipe([text])] == [extractor.extract(text).model_dump_json()]
    with pytest.raises(TypeError, match="not NoneType"):
        list(extractor.pipe([text, None]))


def test_a_result_of_another_major_version_is_not_loaded(tmp_path):
    path = tmp_path / "r.json"
    result = extractor.extract("Exports rose 5 percent.")
    path.write_text(result.model_dump_json(), "utf-8")
    assert extractor.Result.load(path) == result
    path.write_text(result.model_copy(update={"schema_version": "2.0"}).model_dump_json(), "utf-8")
    with pytest.raises(ValueError, match=r"schema version 2\.0 is not"):
        extractor.Result.load(path)


def test_a_result_of_another_text_is_not_loaded(tmp_path):
    path = tmp_path / "r.json"
    result = extractor.extract("Exports rose 5 percent.")
    article = result.article.model_copy(update={"text": "Imports fell 3 percent."})
    path.write_text(result.model_copy(update={"article": article}).model_dump_json(), "utf-8")
    with pytest.raises(ValueError, match=r"r\.json: broken result: quantity1: the text at .* is not '5 percent'"):
        extractor.Result.load(path)
    path.write_text(without_text(result).model_dump_json(), "utf-8")
    assert extractor.Result.load(path) == without_text(result)


def test_extract_takes_what_is_given_over_what_the_article_says():
    article = Article(id="x", text="Exports rose 5 percent.", published="2024-01-01", published_from="metadata")
    result = extractor.extract(article, id="y", published="2025-02-05")
    assert (result.article.id, result.article.published, result.article.published_from) == (
        "y",
        "2025-02-05",
        "given",
    )
    with pytest.raises(ValueError, match="is no date"):
        extractor.extract("Text.", published="soon")


def test_check_again_gives_the_same_findings():
    for result in extractor.pipe(articles()):
        assert extractor.check(result) == result


def test_sizes_below_one():
    with pytest.raises(ValueError, match="at least 1"):
        list(extractor.pipe([], n_process=0))


def test_an_unknown_model():
    with pytest.raises(ValueError, match="no model 'huge'"):
        extractor.load("huge")


LIGHT = """
import sys
import extractor, extractor.cli, extractor.commands.check, extractor.readers.jsonl, extractor.reports.text
heavy = {"spacy", "thinc", "z3", "dateparser", "price_parser", "currency_converter", "trafilatura", "jinja2"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""


def test_imports_are_light():
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_checking_a_result_loads_no_spacy(tmp_path):
    path = tmp_path / "r.json"
    path.write_text(extractor.extract("Exports rose 5 percent to $105 from $100 in 2024.").model_dump_json())
    script = "import sys, extractor; extractor.check(extractor.Result.load(sys.argv[1])); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_article_that_is_none_is_named():
    with pytest.raises(TypeError, match="article is to be a str or an Article, not NoneType"):
        extractor.extract(None)


def test_records_show_themselves_on_one_short_line():
    result = extractor.extract(TEXTS[0] * 30, id="a", published="2025-02-05")
    told = "published='2025-02-05', quantities=60, policies=0, quotations=0, people=0, errors=0, warnings=0"
    assert repr(result) == f"Result(id='a', {told})"
    assert str(result) == repr(result)[len("Result(") : -1].replace(", ", " ")
    assert "None" not in repr(result.claims[0])
    for record in (result.article, result.claims[0], result.coverage, *result.organizations):
        assert len(repr(record)) < 1000
        assert "\n" not in repr(record)
