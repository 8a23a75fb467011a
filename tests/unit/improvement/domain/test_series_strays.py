"""Which pasted values are asked about because they lie far from the others."""

import pytest

from improvement.domain.series.parse import strays


@pytest.mark.parametrize(
    ("values", "far"),
    [
        ((3, 5, 4, 1234.5, 6, 11, 7, 4), {1234.5}),
        ((3, 5, 4, 6, 11, 7, 4), set()),
        ((3, 5, 4, 6, 1234.5), set()),  # too few to know what is usual
        ((0, 0, 0, 0, 0, 9), set()),  # half of them equal: nothing to hold against
        ((30, 35, 33, 3.4, 36, 31, 34), {3.4}),
        ((None, 30, 35, 33, 340, 36, 31, 34), {340}),
    ],
)
def test_what_lies_far_from_the_others_by_tukeys_fence(values, far):
    assert strays(values) == far
