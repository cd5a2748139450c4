"""Pictures as plain numbers: where things stand on a scale, for the templates to draw as SVG."""

from __future__ import annotations
