package io.beltline.distribution.test;

import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One step of a test: exactly one of its keys. */
public record Step(
    @Doc("Hands telemetry to a component.")
        @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Nullable Inject inject,
    @Doc("Moves the clock on: 30s.") @Nullable Duration advance,
    @Doc("What must have passed a place since the last expectation there.")
        @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Nullable Expect expect)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    int keys = (inject == null ? 0 : 1) + (advance == null ? 0 : 1) + (expect == null ? 0 : 1);
    if (keys != 1) {
      problems.add(
          "", "has %d of these keys (expected: one of inject, advance, expect)".formatted(keys));
    }
    if (advance != null && advance.isNegative()) {
      problems.add("advance", "must not be negative (expected: a duration such as 30s)");
    }
  }

  /** Whether it expects that what it hands on is refused. */
  boolean refused() {
    return inject != null && inject.refused() != null;
  }
}
