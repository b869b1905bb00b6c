"""The named-entity recogniser: a small ONNX network as a spaCy component."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

if TYPE_CHECKING:
    from .network import Network

FACTORY = "claimtable_recogniser"
GROUP = "recogniser"
SCORES = "scores"


@Language.factory(
    FACTORY,
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"path": None, "threads": 1, "batch_size": 32, "encode": False},
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0},
)
def create_recogniser(  # noqa: PLR0913 - spaCy passes each setting as an argument
    nlp: Language,  # noqa: ARG001 - spaCy gives it to every factory
    name: str,
    path: str | None,
    threads: int,
    batch_size: int,
    encode: bool,
) -> Recogniser:
    """Create the component.

    ``path`` is a folder with model.onnx and tokenizer.json, by default the embedded one;
    ``threads`` the cores for one call; ``batch_size`` the docs that ``pipe`` reads together;
    ``encode`` whether ``doc.tensor`` gets what the network's inner layers hold of each token.
    """
    config = {"path": path, "threads": threads, "batch_size": batch_size, "encode": encode}
    return Recogniser(name, config=config)


class Recogniser:
    """Adds persons, organisations, locations, groups (NORP) and other names to ``doc.ents``.

    Words that an earlier component has put into ``doc.ents`` are left alone. What the network
    itself says is kept in ``doc.spans["recogniser"]``, whose attribute "scores" holds, for each
    span, the mean probability of being outside and of each label.
    """

    def __init__(self, name: str, *, config: dict[str, Any]) -> None:
        self.name = name
        self.config = config
        self._network: Network | None = None
        self._process = os.getpid()

    def __call__(self, doc: Doc) -> Doc:
        """Recognise the names of one doc."""
        self._recognise([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1000) -> Iterator[Doc]:
        """Recognise the names of many docs, some at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, min(batch_size, self.config["batch_size"]))):
            yield from self._recognise(batch)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Save the settings; the weights stay where they are."""
        del exclude
        return json.dumps(self.config).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Recogniser:
        """Take over settings saved by ``to_bytes``."""
        del exclude
        self.config = json.loads(data)
        self._network = None
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the settings in a folder; the weights stay where they are."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cfg").write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Recogniser:
        """Take over settings saved by ``to_disk``."""
        return self.from_bytes((Path(path) / "cfg").read_bytes(), exclude=exclude)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the network behind: it is loaded anew where it is needed."""
        return {**self.__dict__, "_network": None}

    def _recognise(self, docs: list[Doc]) -> list[Doc]:
        network = self._load()
        found: list[list[Span]] = [[] for _ in docs]
        scores: list[list[list[float]]] = [[] for _ in docs]
        encode: bool = self.config["encode"]
        read = network.read(docs, encode=encode)
        for name in read.names:
            found[name.doc].append(Span(docs[name.doc], name.start, name.end, label=name.label))
            scores[name.doc].append(name.scores)
        for doc, spans, row in zip(docs, found, scores, strict=True):
            group = SpanGroup(doc, name=GROUP, spans=spans, attrs={SCORES: row})
            doc.spans[GROUP] = group
            doc.set_ents(_free(spans, doc), default="unmodified")
        if encode:
            for doc, encodings in zip(docs, read.encodings, strict=True):
                doc.tensor = encodings  # type: ignore[assignment]
        return docs

    def _load(self) -> Network:
        # A network loaded before a fork must not be used after it: its threads are gone.
        if self._network is None or self._process != os.getpid():
            from .network import load_network

            self._network = load_network(self.config["path"], threads=self.config["threads"])
            self._process = os.getpid()
        return self._network


def _free(spans: list[Span], doc: Doc) -> list[Span]:
    taken = {token.i for ent in doc.ents for token in ent}
    return [span for span in spans if taken.isdisjoint(range(span.start, span.end))]
