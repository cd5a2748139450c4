"""How time grows with the size of a hostile text: the least of several runs, since others share the machine."""

from __future__ import annotations

import gc
from collections.abc import Callable
from math import inf

TRIES = 8


def grows_at_most(seconds: Callable[[int], float], small: int, large: int, factor: float, slack: float) -> bool:
    """True when ``large`` takes at most ``factor`` times as long as ``small``, and ``slack`` seconds more.

    Both are measured again, up to eight times, and the least of each counts: noise only adds time. What truly grows faster fails
    every time. The garbage collector waits meanwhile, as in `timeit`: what it costs grows with all that the process holds.
    """
    seconds(small)
    least_small = least_large = inf
    gc.collect()
    gc.disable()
    try:
        for _ in range(TRIES):
            least_small, least_large = min(least_small, seconds(small)), min(least_large, seconds(large))
            if least_large < factor * least_small + slack:
                return True
    finally:
        gc.enable()
    return False
