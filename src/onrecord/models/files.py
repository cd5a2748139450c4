"""The model files that ship with the package, read and checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnxruntime
from tokenizers import Tokenizer

from onrecord.errors import ModelError

MODELS = Path(__file__).parent
ADVICE = "install onrecord again, or point to a folder that training/export.py wrote"
SLOW_FUSIONS = ("SkipLayerNormFusion",)  # the joined kernel takes 14 % of a window, the two single ones 3 %


def read_manifest(folder: Path = MODELS) -> dict[str, Any]:
    """The manifest of a model folder: its ``version``, and size and SHA-256 of each of its ``files``.

    >>> sorted(read_manifest())
    ['files', 'version']
    """
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_bytes())
        if isinstance(manifest["version"], str) and isinstance(manifest["files"], dict):
            return dict(manifest)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise ModelError(f"{path} is missing or damaged; {ADVICE}")


def read_file(name: str, folder: Path = MODELS) -> bytes:
    """The bytes of one model file, after its SHA-256 was held against the manifest's; raises `ModelError` where they differ."""
    held = read_manifest(folder)["files"].get(name)
    if not isinstance(held, dict) or "sha256" not in held:
        raise ModelError(f"{folder / 'manifest.json'} does not list {name}; {ADVICE}")
    try:
        raw = (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(f"{folder / name} cannot be read ({error.strerror}); {ADVICE}") from error
    found = hashlib.sha256(raw).hexdigest()
    if found != held["sha256"]:
        raise ModelError(f"{folder / name} is damaged: SHA-256 {found[:12]}…, expected {str(held['sha256'])[:12]}…; {ADVICE}")
    return raw


def weights(name: str, folder: Path = MODELS) -> str:
    """A name for the very weights of a model file: the beginning of its SHA-256, as the manifest gives it.

    >>> len(weights("encoder.onnx"))
    12
    """
    held = read_manifest(folder)["files"].get(name)
    return str(held["sha256"])[:12] if isinstance(held, dict) and "sha256" in held else "unknown"


def open_network(name: str, folder: Path = MODELS, without: Sequence[str] = ()) -> onnxruntime.InferenceSession:
    """A checked ONNX file, ready to run on one thread (one window a run: a shared batch would change the int8 scales).

    `without` names rewritings of the graph that onnxruntime shall leave undone.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    raw = read_file(name, folder)
    try:
        return onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(without))
    except Exception as error:  # onnxruntime raises classes of its own that share no base
        raise ModelError(f"{folder / name} cannot be run ({error}); {ADVICE}") from error


def open_tokenizer(folder: Path = MODELS) -> Tokenizer:
    """The checked wordpiece tokenizer. Words such as ``[SEP]`` in a text are read as text."""
    raw = read_file("tokenizer.json", folder)
    try:
        tokenizer = Tokenizer.from_buffer(raw)
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError(f"{folder / 'tokenizer.json'} cannot be used ({error}); {ADVICE}") from error
    tokenizer.encode_special_tokens = True
    return tokenizer
