package io.beltline.service.telemetry;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * A reader that sends the collector's metrics at intervals.
 *
 * @param interval milliseconds from one time to the next
 * @param timeout milliseconds an attempt may take
 * @param exporter where to
 * @param producers accepted, without effect
 */
public record PeriodicConfig(
    @Default("60000") @Doc("Milliseconds from one time to the next.") int interval,
    @Default("30000") @Doc("Milliseconds an attempt may take.") int timeout,
    @Section @Doc("Where to.") TargetConfig exporter,
    @Doc("Accepted, without effect.") @Nullable ConfigNode producers)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (interval <= 0) {
      problems.add("interval", interval + " is no time (expected: milliseconds)");
    }
    if (timeout <= 0) {
      problems.add("timeout", timeout + " is no time (expected: milliseconds)");
    }
  }
}
