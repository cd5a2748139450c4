"""The trained models: a tagger that reads attributions and names, and a sentence encoder. They know nothing of how they are used."""

from onrecord.models.encoder import Encoder, load_encoder

__all__ = ["Encoder", "load_encoder"]
