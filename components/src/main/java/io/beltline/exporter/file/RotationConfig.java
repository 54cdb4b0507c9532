package io.beltline.exporter.file;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;

/** When a new file is started and how long old ones are kept: {@code rotation}. */
public record RotationConfig(
    @Doc("The largest file in MiB; 0 means 100.") @Default("100") int maxMegabytes,
    @Doc("How many days old files are kept, by the time in their names; 0 means for ever.")
        @Default("0")
        int maxDays,
    @Doc("How many old files are kept; 0 means all.") @Default("100") int maxBackups,
    @Doc("Whether the time in the names of old files is local time instead of UTC.")
        @Default("false")
        boolean localtime)
    implements Validated {
  private static final int DEFAULT_MEGABYTES = 100;

  @Override
  public void validate(Problems problems) {
    notNegative(problems, "max_megabytes", maxMegabytes);
    notNegative(problems, "max_days", maxDays);
    notNegative(problems, "max_backups", maxBackups);
  }

  private static void notNegative(Problems problems, String key, int value) {
    if (value < 0) {
      problems.add(key, "must not be negative (expected: 0 or more)");
    }
  }

  long maxBytes() {
    return (long) (maxMegabytes == 0 ? DEFAULT_MEGABYTES : maxMegabytes) << 20;
  }
}
