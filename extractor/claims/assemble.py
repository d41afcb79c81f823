"""Doc → Result without findings."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.claims.link import link
from extractor.schema import Article, Date, Mention, Organization, Person, PolicyClaim, QuantityClaim, QuotationClaim, Result, Source


def _zone(doc: Doc, start: int) -> str:
    for zone in doc._.zones:
        if zone["start"] <= start < zone["end"]:
            return str(zone["zone"])
    return "body"


def assemble(doc: Doc, article: Article) -> Result:
    """The article's people, organizations, dates and claims; findings are made by checks/."""
    text = doc.text
    sentences = [(s.start_char, s.end_char) for s in doc.sents]

    def place(start: int, end: int) -> dict[str, object]:
        number = next((i for i, (a, b) in enumerate(sentences) if a <= start < b), 0)
        zone = _zone(doc, start)
        return {"start": start, "end": end, "text": text[start:end], "sentence": number,
                "zone": zone if zone in ("headline", "caption", "table") else "body"}

    claims: list[QuantityClaim | PolicyClaim | QuotationClaim] = []
    keep = [q for q in doc._.quantities if _zone(doc, q["start"]) != "boilerplate"]
    ids = {q["start"]: f"quantity{i}" for i, q in enumerate(keep, 1)}
    for made in link(doc):
        q = made.mark.record
        if q["start"] not in ids:
            continue
        claims.append(QuantityClaim(id=ids[q["start"]], **place(q["start"], q["end"]), kind=q["kind"], value=q.get("value"), range=q.get("range"),
            low=q.get("low"), high=q.get("high"), unit=q["unit"], qualifier=q["qualifier"], alternatives=(q.get("alternatives") or []) + made.alternatives,
            role=made.role, direction=made.direction, indicator=made.topic.indicator, indicator_id=made.topic.indicator_id, flow=made.topic.flow,
            place=made.place, partner=made.partner, period=made.period, baseline=made.baseline, status=made.status, marks=made.marks, basis=made.basis,
            adjusted=made.adjusted, vintage=made.vintage, negated=made.negated))
    for i, p in enumerate(doc._.policies, 1):
        claims.append(PolicyClaim(id=f"policy{i}", **place(p["start"], p["end"]), policy=p["policy"], policy_detail=p.get("detail"),
            action=p["action"], status=p["status"], actor=p.get("actor"), target=p.get("target"), effective=p.get("effective"), mast=p.get("mast"),
            quantities=[ids[s] for s in p.get("quantities", []) if s in ids]))
    people = [Person(id=f"person{i}", name=p["name"], aliases=p["aliases"], role=p.get("role"), organization=p.get("organization"),
        mentions=[Mention(start=a, end=b, text=text[a:b]) for a, b in p["mentions"]]) for i, p in enumerate(doc._.people, 1)]
    by_name = {p.name: p.id for p in people}
    for i, q in enumerate(doc._.quotations, 1):
        speaker = Source(name=q["speaker"], person=by_name.get(q["speaker"])) if q.get("speaker") else None
        claims.append(QuotationClaim(id=f"quotation{i}", **place(q["start"], q["end"]), direct=q["direct"], speaker=speaker, cue=q.get("cue"), negated=bool(q.get("negated"))))
    organizations = [Organization(id=f"org{i}", name=o["name"], aliases=o["aliases"],
        mentions=[Mention(start=a, end=b, text=text[a:b]) for a, b in o["mentions"]]) for i, o in enumerate(doc._.organizations, 1)]
    dates = [Date(id=f"date{i}", start=d["start"], end=d["end"], text=text[d["start"]:d["end"]], value=d["value"], relative=d["relative"]) for i, d in enumerate(doc._.dates, 1)]
    claims.sort(key=lambda c: (c.start, c.end, c.type))
    article = article.model_copy(update={"notes": article.notes + doc._.notes, "published": doc._.published, "published_from": doc._.published_from})
    return Result(article=article, sentences=sentences, people=people, organizations=organizations, dates=dates, claims=claims)
