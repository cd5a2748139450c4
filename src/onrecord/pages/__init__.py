"""What people see: templates that turn plain data into pages, one stylesheet, one small script.

`render` is the one entry: the desk, the check sheet and notebooks all print through it. The templates escape everything they are given,
stop at a value they were not given, and draw their pictures as SVG themselves, so that no page needs anything from another host.
"""

from onrecord.pages.rendering import Asset, Frame, asset, prepare, render, script, stylesheet

__all__ = ["Asset", "Frame", "asset", "prepare", "render", "script", "stylesheet"]
