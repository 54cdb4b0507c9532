package io.beltline.components.jaegerstorage;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the indices of a kind follow each other: at most one of the keys.
 *
 * @param periodic an index for each date
 * @param manualRollover an alias that somebody else moves on
 * @param autoRollover an alias that the cluster moves on
 * @param dataStream not supported, as in Jaeger
 */
public record RotationConfig(
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("An index for each date: the usual.")
        @Nullable PeriodicConfig periodic,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("An alias that somebody else moves on.")
        @Nullable AliasConfig manualRollover,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("An alias that the cluster moves on.")
        @Nullable AutoRolloverConfig autoRollover,
    @Doc("Not supported, as in Jaeger.") @Nullable ConfigNode dataStream)
    implements Validated {

  /**
   * An index for each date.
   *
   * @param dateLayout the date behind the name, in Go's form
   * @param rolloverFrequency accepted, without effect: it is for reading
   */
  public record PeriodicConfig(
      @Default("2006-01-02") @Doc("The date behind the name, in Go's form.") String dateLayout,
      @Default("day") @Doc("Accepted, without effect: it is for reading.") String rolloverFrequency)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      DateLayout.check(problems, "date_layout", dateLayout);
    }
  }

  /**
   * A pair of aliases.
   *
   * @param readAlias where Jaeger reads
   * @param writeAlias where spans are written; empty for the usual name
   */
  public record AliasConfig(
      @Default("") @Doc("Where Jaeger reads: accepted, without effect.") String readAlias,
      @Default("") @Doc("Where to write; empty for PREFIX-jaeger-span-write and so on.")
          String writeAlias) {}

  /**
   * A pair of aliases and the policy that moves them on.
   *
   * @param readAlias where Jaeger reads
   * @param writeAlias where spans are written; empty for the usual name
   * @param policyName the policy that the template of an index names
   */
  public record AutoRolloverConfig(
      @Default("") @Doc("Where Jaeger reads: accepted, without effect.") String readAlias,
      @Default("") @Doc("Where to write; empty for PREFIX-jaeger-span-write and so on.")
          String writeAlias,
      @Default("") @Doc("The policy that the template names; empty for none.") String policyName) {}

  /** Whether any is written. */
  boolean isSet() {
    return periodic != null || manualRollover != null || autoRollover != null;
  }

  @Override
  public void validate(Problems problems) {
    List<String> set = new ArrayList<>();
    if (periodic != null) {
      set.add("periodic");
    }
    if (manualRollover != null) {
      set.add("manual_rollover");
    }
    if (autoRollover != null) {
      set.add("auto_rollover");
    }
    if (set.size() > 1) {
      problems.add(set.get(1), "stands beside " + set.get(0) + " (expected: one of them)");
    }
    if (dataStream != null) {
      problems.add("data_stream", "is not supported (expected: auto_rollover)");
    }
  }
}
