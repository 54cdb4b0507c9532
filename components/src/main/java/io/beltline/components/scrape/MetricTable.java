package io.beltline.components.scrape;

import io.beltline.config.Suggestion;
import io.beltline.config.Validated.Problems;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one scraper.
 *
 * @param name the scraper's name
 * @param scope the name of the instrumentation scope its metrics stand in
 * @param schemaUrl the schema its names follow; may be empty
 * @param metrics the declarations, in the order they go out
 */
public record MetricTable(String name, String scope, String schemaUrl, List<MetricSpec> metrics) {

  /**
   * Checks what users write under {@code metrics}.
   *
   * @param path the key path from the validated record to {@code metrics}
   */
  public void validate(String path, Map<String, MetricConfig> configs, Problems problems) {
    List<String> names = metrics.stream().map(MetricSpec::name).toList();
    configs.forEach(
        (name, config) -> {
          MetricSpec spec = spec(name);
          if (spec == null) {
            problems.add(
                path + "::" + name,
                "is no metric of " + this.name + Suggestion.expected(name, names));
          } else if (config.attributes() != null) {
            attributes(path + "::" + name + "::attributes", spec, config.attributes(), problems);
          }
        });
  }

  private static void attributes(
      String path, MetricSpec spec, List<String> written, Problems problems) {
    List<String> keys = spec.attributes().stream().map(PointAttribute::key).toList();
    for (int i = 0; i < written.size(); i++) {
      if (!keys.contains(written.get(i))) {
        problems.add(
            path + "::" + i,
            "\"%s\" is no attribute of %s%s"
                .formatted(written.get(i), spec.name(), Suggestion.expected(written.get(i), keys)));
      }
    }
  }

  private @Nullable MetricSpec spec(String name) {
    return metrics.stream().filter(spec -> spec.name().equals(name)).findFirst().orElse(null);
  }

  /** The table of metrics for a README, in Markdown. */
  public String toMarkdown() {
    StringBuilder table =
        new StringBuilder("| Metric | Unit | Kind | On | Attributes | Meaning |\n")
            .append("|---|---|---|---|---|---|\n");
    for (MetricSpec spec : metrics) {
      table
          .append("| `%s` | `%s` ".formatted(spec.name(), spec.unit()))
          .append("| %s, %s ".formatted(spec.kind().words(), spec.isDecimal() ? "double" : "int"))
          .append("| %s | ".formatted(spec.isDefault() ? "yes" : "no"));
      for (PointAttribute attribute : spec.attributes()) {
        table.append("`%s`%s ".formatted(attribute.key(), attribute.optIn() ? " (off)" : ""));
      }
      table.append("| %s |\n".formatted(spec.description()));
    }
    return table.toString();
  }
}
