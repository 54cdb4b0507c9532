package io.beltline.service.telemetry;

import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * Where something the collector tells of itself goes: one of the two.
 *
 * @param otlp another process
 * @param console standard output, as OTLP/JSON, a request a line
 */
public record TargetConfig(
    @Section(absent = Presence.OFF) @Doc("Another process, over OTLP.")
        @Nullable OtlpTargetConfig otlp,
    @Section(absent = Presence.OFF) @Doc("Standard output, as OTLP/JSON, a request a line.")
        @Nullable ConsoleConfig console)
    implements Validated {

  /** The section has no keys: that it is there is all it says. */
  public record ConsoleConfig() {}

  @Override
  public void validate(Problems problems) {
    if ((otlp == null) == (console == null)) {
      problems.add(
          "", "names " + (otlp == null ? "none" : "both") + " (expected: otlp or console)");
    }
  }
}
