"""Whatever breaks on the way to the CMS, at whatever request: the next run makes it right.

Each request of a publish run meets each fault in turn. Then one clean run follows, and the CMS
must have what an undisturbed run leads to: posts, links, terms and files, counted and compared.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.bed import Bed, embedded_bed, not_made_good, undisturbed
from tests.faults.blog import small_blog
from tests.faults.proxy import FAULTS

ACTED = ("cut after it acted", "500 in JSON after it acted", "half of the JSON")


@pytest.fixture(scope="module")
def bed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bed]:
    with embedded_bed(tmp_path_factory.mktemp("faults")) as bed:
        yield bed


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_at_any_request_is_made_good_by_the_next_run(bed: Bed, name: str) -> None:
    bed.proxy.refused = ""
    assert not_made_good(bed, small_blog(), name, undisturbed(bed, small_blog())) == []


@pytest.mark.parametrize("name", ACTED)
def test_so_it_is_where_the_site_does_not_take_many_writes_in_one_request(
    bed: Bed, name: str
) -> None:
    bed.proxy.refused = "/batch/v1"
    expected = undisturbed(bed, small_blog())
    writes = [n for n, line in enumerate(bed.proxy.asked) if line.startswith("POST")]
    assert len(writes) > 10
    assert not_made_good(bed, small_blog(), name, expected, writes) == []
