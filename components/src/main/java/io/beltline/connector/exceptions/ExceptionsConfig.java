package io.beltline.connector.exceptions;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code exceptions}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/exceptionsconnector">the
 *     keys and defaults</a>
 */
public record ExceptionsConfig(
    @Doc("Attributes of points and log records beside the common ones.")
        @Default("[{name: exception.type}, {name: exception.message}]")
        List<DimensionConfig> dimensions,
    @Doc("Examples of what a point counts.") ExemplarsConfig exemplars)
    implements Validated {
  private static final Set<String> COMMON =
      Set.of(
          Dimensions.SERVICE.name(),
          Dimensions.SPAN_NAME.name(),
          Dimensions.SPAN_KIND.name(),
          Dimensions.STATUS_CODE.name());

  /**
   * An attribute.
   *
   * @param name its key
   * @param defaultValue what it is where nothing has it; null to leave it out
   */
  public record DimensionConfig(
      @Doc("The key of an attribute of the span, of the event or of the resource.") @Default("\"\"")
          String name,
      @Doc("What it is where none of these has it. Without it, it is left out.") @Key("default")
          @Nullable String defaultValue)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (name.isEmpty()) {
        problems.add("name", "is missing (expected: the key of an attribute)");
      }
    }
  }

  /** Examples of what a point counts. */
  public record ExemplarsConfig(
      @Doc("Whether points name spans as examples.") @Default("false") boolean enabled) {}

  @Override
  public void validate(Problems problems) {
    Set<String> names = new HashSet<>(COMMON);
    for (int i = 0; i < dimensions.size(); i++) {
      String name = dimensions.get(i).name();
      if (!name.isEmpty() && !names.add(name)) {
        problems.add("dimensions::" + i + "::name", "\"" + name + "\" is a dimension already");
      }
    }
  }
}
