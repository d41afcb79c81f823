"""The constructions that are asked, in turn, for what a number measures; the first that tells it is believed."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import Cue, word_class
from extractor.claims.restated import restates
from extractor.claims.topic import Topic
from extractor.claims.topic_counts import Counts
from extractor.claims.topic_gapped import Gapped
from extractor.claims.topic_growth import Growth
from extractor.claims.topic_headings import captioned, labels
from extractor.claims.topic_left import Left
from extractor.claims.topic_moved import Moved
from extractor.claims.topic_objects import Objects
from extractor.claims.topic_pointed import Pointed
from extractor.claims.topic_ranks import Ranks
from extractor.claims.topic_rest import Rest
from extractor.claims.topic_scene import Scene
from extractor.claims.topic_subject import Subjects
from extractor.claims.topic_takers import Takers
from extractor.claims.topic_told import Told
from extractor.claims.topic_verbs import Verbs
from extractor.claims.view import Mark, View


class Order(
    Left, Counts, Gapped, Growth, Moved, Objects, Ranks, Rest, Scene, Subjects, Takers, Verbs, Pointed, Told
):
    """Sooner what a number's own words tell than what stands farther off, and last what the text still speaks of.

    `previous` is the number before a number, and its topic.
    """

    def __init__(self, view: View, home: str | None) -> None:
        super().__init__(view, home)
        self.labels = labels(view)
        self.captioned = captioned(view)
        self.shared: tuple[int, Topic] | None = None
        """The last sentence that told a share, and of what."""
        self.measured = False
        """Whether a measure was told of some trade."""

    def choose(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic:
        """What a number measures."""
        return (
            self._labelled(mark)
            or self._said_again(mark, previous)
            or self._by_unit(mark, previous)
            or self._next_share(mark, cue)
            or self.of_each(mark)
            or self.fronted(mark)
            or self._permitted(mark)
            or self._constructed(mark, cue, previous)
            or self.right(mark, cue)
            or self._of_count(mark, previous)
            or self._both_flows(mark, previous)
            or self._throughput(mark)
            or self.taken_in(mark)
            or self.own_subject(mark)
            or self._of_words_before(mark, previous)
            or self.referred(mark, previous)
            or self.partnered(mark)
            or self._told_later(mark)
            or self._spoken_of(mark, cue)
        )

    # set apart, or the same again ---------------------------------------------------------------------------

    def _labelled(self, mark: Mark) -> Topic | None:
        """The label of a number's sentence, or the caption of its list."""
        label = self.labels.get(mark.sentence)
        if label is not None:
            return self.of_mark(label, "right")
        item = self.captioned.get(mark.start)
        return self.listed_under(*item) if item else None

    def listed_under(self, caption: Mark, item: list[str]) -> Topic:
        """The caption's topic with the item of a list's line."""
        base = self.of_mark(caption, "right")
        head = str(base.indicator).split()[-1]
        return replace(base, indicator=" ".join([*item[-4:], head]), mark=None, near="list") if item else base
    def _said_again(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The topic of the numbers before, which this one sums up, says in other terms or is the whole of."""
        if not previous:
            return None
        if whole := self.in_all(mark, previous):
            return whole
        if restates(self.view, previous[0], mark):
            return replace(previous[1], near="paren")
        if self.in_percent(previous[0], mark):
            return replace(previous[1], near="sentence")
        return self.whole_told(mark, previous)

    def _by_unit(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What the unit alone tells: an amount for each of a thing, the basis points of an interest rate."""
        kind, unit = mark.record["kind"], mark.record["unit"]
        if kind == "money" and "/" in unit:
            return self.priced(mark, unit, previous)
        if kind == "basis_points" and self.rated(mark):
            return Topic("interest rate", "interest_rate", None, None, None, "verb")
        return None

    def _next_share(self, mark: Mark, cue: Cue) -> Topic | None:
        """What the last share was of, where a number goes on with it."""
        if self.shared is None:
            return None
        at, topic = self.shared
        goes_on = (cue.preposition == "subject" and at == mark.sentence) or (
            at == mark.sentence - 1 and self.share_again(mark)
        )
        return replace(topic, near="sentence") if goes_on else None

    def _permitted(self, mark: Mark) -> Topic | None:
        """A stay or a time of clearance, for a span of time."""
        return self.stay(mark) if mark.record["kind"] == "duration" or mark.record["unit"] == "night" else None

    # constructions ------------------------------------------------------------------------------------------

    def _constructed(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What a construction around a number tells, from those that limit it most to those that leave most open."""
        return (
            self._of_item(mark, previous)
            or self._of_side(mark)
            or self._of_levy(mark, previous)
            or self._of_deal(mark)
            or self._of_told(mark, previous)
            or self._of_rank(mark)
            or self._of_part(mark, cue)
            or self._of_clause(mark, previous)
            or self.owed(mark)
            or self.levy_goes_on(mark, cue, previous)
        )

    def _of_item(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """One item of several goods."""
        return (
            self.parcel(mark)
            or self.taxed_item(mark)
            or self.unfreed(mark)
            or self.gapped(mark)
            or self.less_in(mark)
            or self.of_this(mark, previous)
            or self.which_moved(mark)
            or self.item(mark, previous)
            or self.allotted(mark)
        )

    def _of_side(self, mark: Mark) -> Topic | None:
        """One side of trade, or what is none: the economy's growth, investors, arrivals."""
        return (
            self.on_side(mark)
            or self.output_growth(mark)
            or self.one_of_two(mark)
            or self.invested(mark)
            or self.landed(mark)
            or self.came(mark)
            or self.remainder(mark)
        )

    def _of_levy(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """A levy that was named before, or by its rate."""
        return (
            self.levied_again(mark, previous)
            or self.levied_rate(mark)
            or self.charged_on(mark)
            or self.capped(mark)
            or self.levy_taken_up(mark)
        )

    def _of_deal(self, mark: Mark) -> Topic | None:
        """Goods and what they earn, or who buys, sells or spends."""
        return (
            self.set_against(mark)
            or self.earned_from(mark)
            or self.brought_in(mark)
            or self.bought_by(mark)
            or self.sold_at(mark)
            or self.spent(mark)
        )

    def _of_told(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What was told before, pointed back to or turned round, or told by the verb at the number."""
        return (
            self.turned(mark, previous)
            or self.pointed_back(mark, previous)
            or self.change_told(mark, previous)
            or self.acted(mark)
            or self.said_to_be(mark)
            or self.opposite(mark, previous)
        )

    def _of_rank(self, mark: Mark) -> Topic | None:
        """What exceeds another, comes first or stands before a colon."""
        return (
            self.outearned(mark)
            or self.exceeded(mark)
            or self.ranked_sides(mark)
            or self.supplied_by(mark)
            or self.ranked_first(mark)
            or self.behind_colon(mark)
        )

    def _of_part(self, mark: Mark, cue: Cue) -> Topic | None:
        """A share or part of a whole, a currency, a way that a word alone tells."""
        return (
            self.share_in(mark, cue)
            or self.currency_moved(mark, cue)
            or self.exported(mark)
            or self.part_of(mark, cue)
            or self.bound(mark)
        )

    def _of_clause(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What the form of a number's clause tells: a relative, a passive, an absolute one, a moved object."""
        return (
            self.followed(mark, previous)
            or self.raced(mark, previous)
            or self.relative(mark)
            or self.resumed(mark)
            or self.passive(mark)
            or self.absolute(mark)
            or self.moved_object(mark, previous)
        )

    # nouns and units ----------------------------------------------------------------------------------------

    def _of_count(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What a count is of: what the number before was, or the noun that is counted."""
        if mark.record["kind"] != "count":
            return None
        if previous and (self.counted_before(mark, previous) or self.elided(mark, previous)):
            return replace(previous[1], mark=None, near="sentence")
        if previous and self.led_to(mark, previous):
            return replace(previous[1], near="paren")
        if not mark.record.get("noun"):
            return None
        packed = self.is_packed(str(mark.record["noun"]))
        return (self.dealt(mark, self.reach(mark)[0]) if packed else None) or self.counted(mark)

    def _both_flows(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """Trade, where a number adds up exports and imports."""
        if previous and self.combined(mark, previous):
            return Topic("trade", "trade", "total", self.sector, None, "left")
        return None

    def _throughput(self, mark: Mark) -> Topic | None:
        """A port's throughput, where containers are counted and nothing that is shipped in them is told."""
        if mark.record["unit"] not in ("TEU", "FEU") or self._boxed():
            return None
        told = self.view.within(self.view.indicators, *self.reach(mark))
        return None if told else Topic("container throughput", "throughput", None, None, None, "unit")

    def _boxed(self) -> set[str]:
        """The words by which the trade that the text speaks of goes in boxes."""
        if self.running.flow not in ("exports", "imports"):
            return set()
        return set((self.running.indicator or "").split()) & word_class("boxed")

    # farther off --------------------------------------------------------------------------------------------

    def _of_words_before(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What stands before a number; of a measure, with its goods."""
        left = self.left(mark, previous)
        return self.of_goods(mark, left) if left and mark.record["kind"] == "measure" else left

    def _told_later(self, mark: Mark) -> Topic | None:
        """An indicator behind a measure, or behind any number as long as the text has spoken of none."""
        return self.later(mark) if not self.running.indicator or mark.record["kind"] == "measure" else None

    def _spoken_of(self, mark: Mark, cue: Cue) -> Topic:
        """The noun that governs a number, else what the text still speaks of."""
        kind = mark.record["kind"]
        phrase = self.raised(mark, cue) or self.nouns.governing(mark)
        if phrase and (
            all(w in word_class("placeholder") for w in phrase.split()) or phrase.split()[-1] in word_class("no_goods")
        ):
            phrase = None
        if kind == "duration" and self.is_age(mark):
            return Topic("age", None, None, None, None, "age")
        unmeasured = kind == "measure" and not (self.measured or self._boxed())
        if kind == "duration" or unmeasured or self.running.indicator is None or phrase:
            return Topic(phrase, None, self.flow_of(phrase), None, None, "noun") if phrase else Topic(near="none")
        grows = kind == "percent" and cue.how and self.running.flow == "balance" and self.flowing.indicator
        return replace(self.flowing if grows else self.running, near="inherited")
