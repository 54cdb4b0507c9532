package io.beltline.extension.memoryballast;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;

/** What users write under {@code extensions::memory_ballast}. */
public record MemoryBallastConfig(
    @Doc("Accepted, without effect.") @Default("0") long sizeMib,
    @Doc("Accepted, without effect.") @Default("0") long sizeInPercentage)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (sizeMib < 0) {
      problems.add("size_mib", sizeMib + " is negative (expected: 0 or more)");
    }
    if (sizeInPercentage < 0 || sizeInPercentage > 100) {
      problems.add(
          "size_in_percentage", sizeInPercentage + " is no percentage (expected: 0 to 100)");
    }
  }
}
