package io.beltline.components.scrape;

import io.beltline.config.Doc;
import io.beltline.config.Suggestion;
import io.beltline.config.Validated.Problems;
import java.util.List;
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

  /**
   * Checks what users write under {@code resource_attributes}.
   *
   * @param known the keys there are
   * @param whose the words for what has them: {@code a file}
   */
  public static void validate(
      Map<String, ResourceAttributeConfig> written,
      List<String> known,
      String whose,
      Problems problems) {
    for (String name : written.keySet()) {
      if (!known.contains(name)) {
        problems.add(
            "resource_attributes::" + name,
            "is no attribute of " + whose + Suggestion.expected(name, known));
      }
    }
  }
}
