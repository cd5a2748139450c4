import random

import numpy as np

from onrecord.stories import Company, weigh_all, weighed


def test_many_links_are_weighed_as_each_alone() -> None:
    pick = random.Random(3)
    rows = [[pick.randint(0, 1000) for _ in range(5)] for _ in range(200)]
    at_once = weigh_all(*(np.array(part) for part in ([row[0] for row in rows], [row[1:3] for row in rows], [row[3:] for row in rows])))
    assert at_once.tolist() == [weighed(row[0], Company(*row[1:3]), Company(*row[3:])) for row in rows]
