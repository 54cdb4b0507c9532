package io.beltline.receiver.prometheus;

import io.beltline.config.Validated.Problems;

/** Rules for configurations that are written more than once. Stateless. */
final class JobRules {
  private JobRules() {}

  static void notNegative(Problems problems, String key, long value) {
    if (value < 0) {
      problems.add(key, "is negative (expected: a number such as 1000, or 0 for no limit)");
    }
  }
}
