"""The sentence encoder and the checks on model files."""

from pathlib import Path
from shutil import copyfile

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.models import Encoder, load_encoder
from onrecord.models.files import MODELS


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_vectors_have_unit_length(encoder: Encoder) -> None:
    vectors = encoder.encode(["The mayor of Elmford spoke.", "", "שלום 😀", "a" * 1_000_000, "\x00\x07"])
    assert vectors.shape == (5, 384) and vectors.dtype == np.float32
    assert np.allclose((vectors**2).sum(1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: Encoder) -> None:
    texts = ["Rain fell.", "The council voted to close the bridge on Monday, Ada Quill said.", "No."]
    together = encoder.encode(texts)
    for text, vector in zip(texts, together, strict=True):
        assert encoder.encode([text])[0].tobytes() == vector.tobytes()


def test_a_text_read_before_has_the_same_vector_again(encoder: Encoder) -> None:
    first = encoder.encode(["The ferry was late."]).tobytes()
    encoder.encode([f"Ferry {number} was late." for number in range(300)])
    assert encoder.encode(["The ferry was late."] * 2).tobytes() == 2 * first


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_a_text_on_the_same_matter_is_nearer(encoder: Encoder) -> None:
    first, near, far = encoder.encode(
        ["The bridge in Elmford will close in May.", "Elmford's bridge shuts next May.", "Ada Quill won the chess final."]
    )
    assert first @ near > first @ far + 0.2


def copy_models(folder: Path) -> None:
    for name in ("encoder.onnx", "tokenizer.json", "manifest.json"):
        copyfile(MODELS / name, folder / name)


def test_a_damaged_file_is_a_clear_error(tmp_path: Path) -> None:
    copy_models(tmp_path)
    raw = bytearray((tmp_path / "encoder.onnx").read_bytes())
    raw[5_000_000] ^= 1
    (tmp_path / "encoder.onnx").write_bytes(raw)
    with pytest.raises(ModelError, match="damaged: SHA-256"):
        load_encoder(tmp_path)


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json", "manifest.json"])
def test_a_missing_file_is_a_clear_error(tmp_path: Path, name: str) -> None:
    copy_models(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(ModelError, match=name.split(".")[0]):
        load_encoder(tmp_path)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"version": 1, "files": 2}', '{"version": "1", "files": {"encoder.onnx": 3}}'])
def test_a_damaged_manifest_is_a_clear_error(tmp_path: Path, manifest: str) -> None:
    copy_models(tmp_path)
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(ModelError, match="manifest"):
        load_encoder(tmp_path)
