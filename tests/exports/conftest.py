"""A desk with the sample reports and their record, for all exports."""

import pytest

from onrecord import samples
from onrecord.pipeline import Desk
from onrecord.settings import QuoteSettings, Settings


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("desk") / "desk.db", Settings(quotes=QuoteSettings(reader="rules")))
    made.add([samples.folder() / "records"], as_record=True)
    made.add([samples.folder() / "reports"], processes=1)
    return made
