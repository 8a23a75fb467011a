"""The ramp: as many steps as tests, each as high as the test is large, none outside the drawing."""

from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.pdsa import Scale
from improvement.domain.ramp import RampTest, lay_ramp

TESTS = st.lists(
    st.builds(RampTest, st.just("1"), st.just("PDSA 1"), st.sampled_from([None, *Scale]), st.booleans()), max_size=40
)


@given(TESTS, st.sampled_from([300.0, 760.0]))
def test_steps_stand_side_by_side_inside_the_drawing(tests, frame):
    ramp = lay_ramp(tests, frame)
    assert [step.test for step in ramp.steps] == tests
    assert ramp.width >= frame
    for left, right in zip(ramp.steps, ramp.steps[1:], strict=False):
        assert left.x + left.width <= right.x
    for step in ramp.steps:
        assert step.x >= 0
        assert step.x + step.width <= ramp.width + 0.1
        assert step.y >= 0
        assert step.y + step.height == ramp.base


@given(TESTS)
def test_a_larger_test_is_a_higher_step_and_none_is_made_up(tests):
    for step in lay_ramp(tests, 300.0).steps:
        assert step.height == 30.0 * (step.test.scale.step if step.test.scale else 1)


def test_the_lines_across_are_the_sizes():
    ramp = lay_ramp([RampTest("1", "PDSA 1", Scale.UNIT, begun=True)], 300.0)
    assert [level.scale for level in ramp.levels] == list(Scale)
    assert next(level.y for level in ramp.levels if level.scale is Scale.UNIT) == ramp.steps[0].y
