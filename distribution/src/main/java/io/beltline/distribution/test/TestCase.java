package io.beltline.distribution.test;

import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;

/**
 * One test.
 *
 * @param name what it is called
 * @param steps what is done and expected, in order
 */
public record TestCase(
    @Doc("What the test is called; unique in its file.") String name,
    @Doc("What is done and expected, in order.") List<Step> steps)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (name.isBlank()) {
      problems.add("name", "is empty (expected: what the test shows)");
    }
    if (steps.stream().noneMatch(step -> step.expect() != null || step.refused())) {
      problems.add("steps", "expect nothing (expected: at least one step with expect)");
    }
  }
}
