"""The entity network: a small BERT encoder that also sees how each word is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

# The sizes of MiniLM-L6.
WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30522, 512
EPSILON = 1e-12

CASE_CODES = 9


class Encoder(nn.Module):
    """MiniLM-L6 (BERT) with a case embedding and a linear layer that scores the tags.

    Written out here, rather than taken from a library, so that the exported graph is exactly what
    was trained and training needs nothing but torch.
    """

    def __init__(self, *, tags: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.cases = nn.Embedding(CASE_CODES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout=dropout) for _ in range(LAYERS))
        self.output = nn.Linear(WIDTH, tags)
        nn.init.zeros_(self.cases.weight)

    def forward(self, ids: Tensor, case: Tensor, mask: Tensor) -> Tensor:
        """Score the tags of every piece: (batch, length) numbers to (batch, length, tags)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.cases(case) + self.positions(places)
        hidden = self.dropout(self.norm(hidden))
        hindrance = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, hindrance)
        scores: Tensor = self.output(hidden)
        return scores


class Layer(nn.Module):
    """Self-attention, then a feed-forward block, each added to its input and normalised."""

    def __init__(self, *, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, hindrance: Tensor) -> Tensor:
        """Return the layer's output; `hindrance` is added to the scores of padding."""
        batch, length, _ = hidden.shape
        parts = self.query_key_value(hidden)
        parts = parts.view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        weights = query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + hindrance
        mixed = (weights.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.attended_norm(hidden + self.dropout(self.attended(mixed)))
        outer = self.outer(functional.gelu(self.inner(hidden)))
        result: Tensor = self.outer_norm(hidden + self.dropout(outer))
        return result


def load_encoder(start: Path, *, tags: int, dropout: float) -> Encoder:
    """Build the network with the weights of a BERT folder's `model.safetensors`."""
    encoder = Encoder(tags=tags, dropout=dropout)
    encoder.load_state_dict(_rename(load_file(start / "model.safetensors")), strict=False)
    return encoder


def _rename(theirs: Mapping[str, Tensor]) -> dict[str, Tensor]:
    theirs = {name.removeprefix("bert."): weights for name, weights in theirs.items()}
    # The only token type in use is folded into the positions.
    kind = theirs["embeddings.token_type_embeddings.weight"][0]
    ours = {
        "words.weight": theirs["embeddings.word_embeddings.weight"],
        "positions.weight": theirs["embeddings.position_embeddings.weight"] + kind,
        "norm.weight": theirs["embeddings.LayerNorm.weight"],
        "norm.bias": theirs["embeddings.LayerNorm.bias"],
    }
    layers = {int(name.split(".")[2]) for name in theirs if name.startswith("encoder.layer.")}
    for i in sorted(layers):
        for kind_of in ("weight", "bias"):
            source, target = f"encoder.layer.{i}.", f"layers.{i}."
            ours[f"{target}query_key_value.{kind_of}"] = torch.cat(
                [
                    theirs[f"{source}attention.self.{part}.{kind_of}"]
                    for part in ("query", "key", "value")
                ]
            )
            for our_part, their_part in _PARTS.items():
                ours[f"{target}{our_part}.{kind_of}"] = theirs[f"{source}{their_part}.{kind_of}"]
    return ours


_PARTS = {
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}
