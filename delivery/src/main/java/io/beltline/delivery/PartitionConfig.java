package io.beltline.delivery;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What keeps requests apart when they are batched: {@code sending_queue::batch::partition}.
 *
 * @param metadataKeys names of request headers in any case
 */
public record PartitionConfig(
    @Default("[]")
        @Doc(
            "Request headers whose values keep requests in separate batches; only these headers"
                + " stay with a batch.")
        List<String> metadataKeys)
    implements Validated {

  /** Copies the keys. */
  public PartitionConfig {
    metadataKeys = List.copyOf(metadataKeys);
  }

  @Override
  public void validate(Problems problems) {
    Set<String> seen = new HashSet<>();
    for (String key : metadataKeys) {
      if (!seen.add(key.toLowerCase(Locale.ROOT))) {
        problems.add(
            "metadata_keys",
            "\"" + key + "\" stands twice (expected: each name once; case does not matter)");
      }
    }
  }
}
