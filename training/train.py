"""Train the reader: one command, resumable, seeds fixed.

    python training/train.py DATA RUN [--pieces 7e6] [--seed 1] [--device cpu] [--start CHECKPOINT] [--taught TAUGHT.npz]
    torchrun --nproc-per-node 2 training/train.py DATA RUN --threads 1      two processes of one thread: faster on a shared machine

DATA holds ``polnear``, ``gum`` and ``ner`` (see README.md); RUN is a folder for checkpoints and the log. A run that was stopped goes on
where its last checkpoint stands. ``final.pt`` is the mean of the running averages at the shares ``KEPT_AT`` of the run: what each learned
by heart differs, and their mean reads better than the last alone (dev: contents 79.2 against 78.1, linked 73.3 against 72.4).
"""

from __future__ import annotations

import argparse
import copy
import itertools
import json
import math
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as together
from examples import Example, read_examples, read_taught
from network import Reader, chain_loss, pretrained, write_mean
from torch import Tensor
from torch.nn.functional import cross_entropy

from onrecord.models.files import MODELS, open_tokenizer
from onrecord.models.pieces import BREAK, FEATURE_ROWS, FIRST, LAST
from onrecord.quotes.link import pair_features

WINDOW = 254
BATCH_PIECES = 4096
MASK, MASKED_SHARE = 103, 0.06  # [MASK] for a few pieces in training, so that no single word decides
CANDIDATES = 12
RATES = {"encoder": 2e-4, "heads": 1e-3, "tables": 5e-3}
NAMED_TWICE = "GUM"  # documents whose names are what is measured count twice in a round
TAUGHT = {"mentions": 0.5, "tags": 1.0, "chain": 0.5}  # what is taught counts about as much as what is labelled
WARM_SHARE, AVERAGE = 0.06, 0.997
KEPT_AT = (0.3, 0.45, 0.6, 0.75, 0.9, 1.0)


# ---------------------------------------------------------------- windows


Window = tuple[Example, int, int]  # the example and a stretch of its pieces


def article_windows(example: Example, random: np.random.Generator) -> list[Window]:
    """An article cut into windows at a random offset, so that each run over the data sees other edges."""
    size = len(example.pieces.ids)
    if size <= WINDOW:
        return [(example, 0, size)]
    cuts = [0, *range(int(random.integers(1, WINDOW)), size, WINDOW), size]
    return [(example, a, b) for a, b in itertools.pairwise(cuts) if b - a > 24]


def paragraph_windows(example: Example, random: np.random.Generator) -> list[Window]:
    """The paragraphs of an article, each read alone."""
    cuts = [-1, *np.flatnonzero(example.pieces.ids == BREAK).tolist(), len(example.pieces.ids)]
    return [(example, a + 1, min(b, a + 1 + WINDOW)) for a, b in itertools.pairwise(cuts) if b - a > 4]


def batches(windows: list[Window], random: np.random.Generator) -> list[list[Window]]:
    """Windows of like length together, about ``BATCH_PIECES`` pieces in each batch, in random order."""
    order = sorted(windows, key=lambda w: (w[2] - w[1]) + 12 * random.random())
    found: list[list[Window]] = [[]]
    for window in order:
        if found[-1] and (len(found[-1]) + 1) * (window[2] - window[1] + 2) > BATCH_PIECES + 64:
            found.append([])
        found[-1].append(window)
    return [found[n] for n in random.permutation(len(found))]


def one_round(attributed: list[Example], named: list[Example], taught: list[Example], number: int, seed: int) -> list[list[Window]]:
    """The batches of one run over the data: articles, a third of their paragraphs alone, documents with mentions, the taught."""
    random = np.random.default_rng([seed, number])
    articles = [w for example in attributed for w in article_windows(example, random)]
    alone = [w for example in attributed[number % 3 :: 3] for w in paragraph_windows(example, random)]
    often = named + [example for example in named if example.name.startswith(NAMED_TWICE)]
    names = [w for example in often for w in article_windows(example, random)]
    lessons = [w for example in taught for w in article_windows(example, random)]
    every = [batch for windows in (articles, alone, names, lessons) for batch in batches(windows, random)]
    return [every[n] for n in random.permutation(len(every))]


# ---------------------------------------------------------------- one batch as tensors


def collate(windows: list[Window], random: np.random.Generator) -> dict[str, Any]:
    """Padded tensors of a batch, with the places of the words and the pairs to link."""
    length = max(b - a for _, a, b in windows) + 2
    ids = np.zeros((len(windows), length), np.int64)
    features = np.zeros_like(ids)
    lengths = np.zeros(len(windows), np.int64)
    places, tags, mentions = [], [], []
    pairs: dict[int, list[tuple[int, tuple[int, int], list[tuple[int, int]], np.ndarray, int]]] = {0: [], 1: []}
    for row, (example, a, b) in enumerate(windows):
        ids[row, 0], ids[row, b - a + 1] = FIRST, LAST
        ids[row, 1 : b - a + 1] = example.pieces.ids[a:b]
        features[row, 1 : b - a + 1] = example.pieces.features[a:b]
        lengths[row] = b - a + 2
        first, stop = np.searchsorted(example.pieces.starts, (a, b))
        places.append(example.pieces.starts[first:stop] - a + 1)
        tags.append(example.tags[first:stop])
        mentions.append(example.mentions[first:stop])
        link_pairs(example, int(first), int(stop), row, pairs, random)
    masked = (random.random(ids.shape) < MASKED_SHARE) & (ids > 103)
    ids[masked] = MASK
    most = max(len(p) for p in places)
    at = np.zeros((len(windows), most), np.int64)
    held = np.zeros((len(windows), most), bool)
    gold = np.full((len(windows), most), -1)
    may = np.ones((len(windows), most, mentions[0].shape[1]), bool)
    for row, (place, tag, mention) in enumerate(zip(places, tags, mentions, strict=True)):
        n = len(place)
        at[row, :n], held[row, :n], gold[row, :n], may[row, :n] = place, True, tag, mention
    linked = {role: pad_pairs(found, most) for role, found in pairs.items() if found}
    arrays = {"ids": ids, "features": features, "lengths": lengths, "at": at, "held": held, "tags": gold, "mentions": may}
    for kind in ("taught_tags", "taught_mentions"):
        rows = [getattr(example, kind) for example, _, _ in windows]
        if all(row is not None for row in rows):
            arrays[kind] = np.zeros((*at.shape, rows[0].shape[1]), np.float32)
            for number, (example, a, b) in enumerate(windows):
                first, stop = np.searchsorted(example.pieces.starts, (a, b))
                arrays[kind][number, : stop - first] = rows[number][first:stop]
    return {**{name: torch.from_numpy(array) for name, array in arrays.items()}, "pairs": linked}


def link_pairs(example: Example, first: int, stop: int, row: int, pairs: dict[int, list[Any]], random: np.random.Generator) -> None:
    """Add, for each content that lies in the window, its candidate sources and cues and which of them is right (0 is none)."""
    inside = [c for c in example.contents if first <= c[0][0] and c[0][1] < stop]
    if not inside:
        return
    for role in (0, 1):
        every = {c[1 + role] for c in example.contents if c[1 + role]}
        good = sorted(e for e in every if first <= e[0] and e[1] < stop)
        wrong = [e for e in example.distractors if first <= e[0] and e[1] < stop] if role == 0 else []
        if wrong:
            kept = random.permutation(len(wrong))[: int(random.integers(0, 6))]
            good = sorted(set(good) | {wrong[n] for n in kept})
        if not good:
            continue
        contents = [c[0] for c in inside]
        numbers = pair_features(contents, good, example.paragraph_of)
        for n, item in enumerate(inside):
            answer = item[1 + role]
            if answer and answer not in good:
                continue
            order = np.argsort(numbers[n, :, 0] % 8, kind="stable")[:CANDIDATES].tolist()
            if answer and good.index(answer) not in order:
                order[-1] = good.index(answer)
            target = 1 + order.index(good.index(answer)) if answer else 0
            near = [(good[k][0] - first, good[k][1] - first) for k in order]
            pairs[role].append((row, (contents[n][0] - first, contents[n][1] - first), near, numbers[n, order], target))


def pad_pairs(found: list[Any], words: int) -> dict[str, Tensor]:
    most = max(len(x[2]) for x in found)
    contents = np.zeros((len(found), 2), np.int64)
    candidates = np.zeros((len(found), most, 2), np.int64)
    features = np.zeros((len(found), most, 3), np.int64)
    held = np.zeros((len(found), 1 + most), bool)
    target = np.zeros(len(found), np.int64)
    for n, (row, content, near, numbers, answer) in enumerate(found):
        contents[n] = np.array(content) + row * words
        candidates[n, : len(near)] = np.array(near) + row * words
        features[n, : len(near)] = numbers
        held[n, : 1 + len(near)] = True
        target[n] = answer
    arrays = {"contents": contents, "candidates": candidates, "features": features, "held": held, "target": target}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


# ---------------------------------------------------------------- the loss


def losses(reader: Reader, batch: dict[str, Any], device: torch.device) -> dict[str, Tensor]:
    """The parts of the loss of one batch, each a mean."""

    def here(x: Tensor) -> Tensor:
        return x.to(device)

    with torch.autocast(device.type, dtype=torch.bfloat16):
        x = reader.encoder(here(batch["ids"]), here(batch["features"]), here(batch["lengths"]))
    x = torch.nn.functional.dropout(x.float(), 0.1, reader.training)
    held, tags = here(batch["held"]), here(batch["tags"])
    words = x[torch.arange(len(x), device=device)[:, None], here(batch["at"])]
    parts: dict[str, Tensor] = {}
    if "taught_mentions" in batch:
        parts["taught_mentions"] = TAUGHT["mentions"] * cross_entropy(reader.mentions(words)[held], here(batch["taught_mentions"])[held])
    if "taught_tags" in batch:
        scores = reader.tags(words)
        parts["taught_chain"] = TAUGHT["chain"] * chain_loss(scores, tags, held, reader.learned()["moves"]) / held.sum()
        parts["taught_tags"] = TAUGHT["tags"] * cross_entropy(scores[held], here(batch["taught_tags"])[held])
    elif bool((tags[held] >= 0).all()):
        scores = reader.tags(words)
        parts["chain"] = chain_loss(scores, tags.clamp(min=0), held, reader.learned()["moves"]) / held.sum()
        parts["tags"] = 0.5 * cross_entropy(scores[held], tags[held])
        links = reader.links(words).flatten(0, 1)
        for role, pairs in batch["pairs"].items():
            p = {name: here(tensor) for name, tensor in pairs.items()}
            found = reader.pair_scores(links, p["contents"], p["candidates"], p["features"], role)
            parts[f"link{role}"] = (0.2, 0.1)[role] * cross_entropy(found.masked_fill(~p["held"], -1e4), p["target"])
    else:
        scores = reader.mentions(words)[held]
        may = here(batch["mentions"])[held]
        parts["mentions"] = 1.5 * (torch.logsumexp(scores, -1) - torch.logsumexp(scores.masked_fill(~may, -1e4), -1)).mean()
    return parts


# ---------------------------------------------------------------- the run


def is_taught(name: str, parts: dict[str, Tensor]) -> bool:
    """Whether the parameter of this name learns from a batch with these parts of the loss."""
    if name.startswith("mentions"):
        return "mentions" in parts or "taught_mentions" in parts
    return name.startswith("encoder") or "chain" in parts or (name.startswith(("tags", "moves")) and "taught_tags" in parts)


def share_gradients(parameters: list[torch.nn.Parameter], workers: int) -> None:
    """Replace each gradient by its mean over the workers; all of them must have read batches of one kind."""
    if workers == 1:
        return
    for parameter in parameters:
        if parameter.grad is None:
            parameter.grad = torch.zeros_like(parameter)
    flat = torch.cat([p.grad.flatten() for p in parameters if p.grad is not None])
    together.all_reduce(flat)
    flat /= workers
    place = 0
    for parameter in parameters:
        assert parameter.grad is not None
        size = parameter.numel()
        parameter.grad.copy_(flat[place : place + size].view_as(parameter))
        place += size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--pieces", type=float, default=7e6, help="wordpieces to read in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates: less when going on from trained weights")
    parser.add_argument("--start", type=Path, help="weights to start from, instead of MiniLM's")
    parser.add_argument("--taught", type=Path, help="a file of teach.py: what trained readers make of texts without labels")
    args = parser.parse_args()
    args.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    device = torch.device(args.device)
    rank, workers = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    if workers > 1:
        together.init_process_group("gloo")
    attributed, named = read_examples(args.data, open_tokenizer(MODELS))
    taught = read_taught(args.taught, open_tokenizer(MODELS), attributed) if args.taught else []
    reader = Reader(pretrained(FEATURE_ROWS))
    if args.start:
        reader.load_state_dict(torch.load(args.start, weights_only=True)["reader"])
    reader.to(device)
    reader.encoder.words.weight.requires_grad_(False)
    groups: dict[str, list[Tensor]] = {name: [] for name in RATES}
    for name, parameter in reader.named_parameters():
        if parameter.requires_grad:
            kind = "encoder" if name.startswith("encoder.") and "features" not in name else "heads"
            groups["tables" if name in ("moves", "gap", "breaks", "between", "none") else kind].append(parameter)
    learnt = [{"params": p, "lr": 0.0, "rate": args.rate * RATES[name]} for name, p in groups.items()]
    optimiser = torch.optim.AdamW(learnt, weight_decay=0.01)
    average = copy.deepcopy(reader.state_dict())
    seen, step, number, skip = 0, 0, 0, 0
    state = args.run / "last.pt"
    if state.exists():
        held = torch.load(state, weights_only=True)
        reader.load_state_dict(held["reader"])
        optimiser.load_state_dict(held["optimiser"])
        average = held["average"]
        seen, step, number, skip = held["seen"], held["step"], held["round"], held["batch"]
    began, before = time.monotonic(), seen
    sums: dict[str, list[float]] = {}
    with (args.run / "log.jsonl").open("a") as log:
        while seen < args.pieces:
            for place, windows in enumerate(one_round(attributed, named, taught, number, args.seed)):
                if place < skip:
                    continue
                share = seen / args.pieces
                rate = min(1.0, share / WARM_SHARE) * max(0.0, 0.5 + 0.5 * math.cos(math.pi * min(1.0, share)))
                for group in optimiser.param_groups:
                    group["lr"] = group["rate"] * rate
                mine = windows[rank::workers] or windows
                batch = collate(mine, np.random.default_rng([args.seed, step, rank]))
                parts = losses(reader, batch, device)
                sum(parts.values()).backward()  # type: ignore[union-attr]
                share_gradients([p for n, p in reader.named_parameters() if p.requires_grad and is_taught(n, parts)], workers)
                torch.nn.utils.clip_grad_norm_([p for group in optimiser.param_groups for p in group["params"]], 1.0)
                optimiser.step()
                optimiser.zero_grad()
                seen, step = seen + sum(b - a + 2 for _, a, b in windows), step + 1
                decay = min(AVERAGE, step / (step + 10))
                with torch.no_grad():
                    for name, tensor in reader.state_dict().items():
                        if name != "encoder.words.weight":
                            average[name].lerp_(tensor, 1 - decay)
                for name, value in parts.items():
                    sums.setdefault(name, []).append(float(value.detach()))
                if step % 20 == 0 and rank == 0:
                    means = {name: round(sum(values) / len(values), 4) for name, values in sorted(sums.items())}
                    speed = round((seen - before) / (time.monotonic() - began))
                    print(
                        json.dumps({"step": step, "round": number, "share": round(share, 3), "pieces_a_second": speed, **means}),
                        file=log,
                        flush=True,
                    )
                    sums.clear()
                for part, kept_at in enumerate(KEPT_AT):
                    if rank == 0 and share < kept_at <= max(seen / args.pieces, share):
                        torch.save({"reader": average}, args.run / f"kept{part}.pt")
                if rank == 0 and (step % 50 == 0 or seen >= args.pieces):
                    held = {"reader": reader.state_dict(), "optimiser": optimiser.state_dict(), "average": average,
                            "seen": seen, "step": step, "round": number, "batch": place + 1}  # fmt: skip
                    torch.save(held, state.with_suffix(".new"))
                    state.with_suffix(".new").rename(state)
                if seen >= args.pieces:
                    break
            else:
                number, skip = number + 1, 0
                continue
            break
    if rank == 0:
        write_mean(args.run / "final.pt", [args.run / f"kept{part}.pt" for part in range(len(KEPT_AT))])


if __name__ == "__main__":
    main()
