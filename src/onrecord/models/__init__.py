"""The trained models: a tagger that reads attributions and names, and a sentence encoder. They know nothing of how they are used."""

from onrecord.models.encoder import Encoder, load_encoder
from onrecord.models.files import weights
from onrecord.models.tagger import Tagger, load_tagger

__all__ = ["Encoder", "Tagger", "load_encoder", "load_tagger", "weights"]
