package io.beltline.components.scrape;

import io.beltline.config.Doc;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under an attribute of a resource.
 *
 * @param enabled whether resources have it; null for its default
 */
public record ResourceAttributeConfig(
    @Doc("Whether resources have it; its default stands in the table of attributes.")
        @Nullable Boolean enabled) {

  /** Whether resources have an attribute, by what is written of all and by its default. */
  public static boolean isEnabled(
      Map<String, ResourceAttributeConfig> written, String key, boolean isDefault) {
    ResourceAttributeConfig own = written.get(key);
    Boolean enabled = own == null ? null : own.enabled;
    return enabled == null ? isDefault : enabled;
  }
}
