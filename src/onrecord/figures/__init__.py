"""The figures room: how many, of what, according to whom."""

from onrecord.figures.finding import find_figures
from onrecord.figures.lining import line_up

__all__ = ["find_figures", "line_up"]
