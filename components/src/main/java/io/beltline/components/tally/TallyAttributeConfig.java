package io.beltline.components.tally;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of records that becomes one of the points.
 *
 * @param key its key
 * @param defaultValue what it is on records without it; null if these are left out
 */
public record TallyAttributeConfig(
    @Doc("The key of the attribute.") @Default("\"\"") String key,
    @Doc("What it is on records without it. Without this, such records are left out.")
        @Nullable ConfigNode defaultValue)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (key.isEmpty()) {
      problems.add("key", "is missing (expected: the key of an attribute)");
    }
  }
}
