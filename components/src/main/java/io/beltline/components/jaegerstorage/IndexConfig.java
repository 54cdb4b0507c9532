package io.beltline.components.jaegerstorage;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * The indices of one kind.
 *
 * @param priority the priority of their template
 * @param dateLayout older: {@code rotation::periodic::date_layout}; null where it is not written
 * @param shards how many shards an index has
 * @param replicas how many copies of each
 * @param rolloverFrequency accepted, without effect: it is for reading
 * @param rotation how they follow each other
 */
public record IndexConfig(
    @Default("0") @Doc("The priority of the template.") long priority,
    @Doc("Older: rotation::periodic::date_layout.") @Nullable String dateLayout,
    @Default("5") @Doc("Shards of an index.") int shards,
    @Default("1") @Doc("Copies of each shard.") int replicas,
    @Doc("Accepted, without effect: it is for reading.") @Nullable String rolloverFrequency,
    @Section @Doc("How indices follow each other.") RotationConfig rotation)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (dateLayout != null) {
      DateLayout.check(problems, "date_layout", dateLayout);
    }
    if (rotation.isSet() && (dateLayout != null || rolloverFrequency != null)) {
      problems.add(
          "rotation",
          "stands beside date_layout or rollover_frequency (expected: rotation::periodic alone)");
    }
    if (shards < 1) {
      problems.add("shards", "must be positive (expected: 1 or more)");
    }
    if (replicas < 0) {
      problems.add("replicas", "must not be negative (expected: 0 or more)");
    }
  }
}
