package io.beltline.receiver.filestats;

import io.beltline.components.paths.PathPattern;
import io.beltline.components.scrape.MetricConfig;
import io.beltline.components.scrape.ResourceAttributeConfig;
import io.beltline.components.scrape.ScrapeConfig;
import io.beltline.components.scrape.ScrapeKeys;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;

/**
 * What users write under the {@code file_stats} receiver.
 *
 * @param scrape when to look
 * @param include which files
 * @param resourceAttributes the attributes of their resources, by name
 * @param metrics its metrics, by name
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/filestatsreceiver">the
 *     keys and defaults</a>
 */
public record FileStatsConfig(
    @Squash ScrapeConfig scrape,
    @Default("")
        @Doc(
            "A pattern of paths, such as /var/log/**/*.log: *, ?, [a-z], {a,b}, and ** for"
                + " folders.")
        String include,
    @Default("{}") @Doc("The attributes of its resources, by name.")
        Map<String, ResourceAttributeConfig> resourceAttributes,
    @Default("{}") @Doc("Its metrics, by name.") Map<String, MetricConfig> metrics)
    implements Validated, ScrapeKeys {
  /** The name of a file. */
  static final String NAME = "file.name";

  /** Its absolute path. */
  static final String PATH = "file.path";

  /** Whether the resource of a file has its name. */
  boolean hasName() {
    return ResourceAttributeConfig.isEnabled(resourceAttributes, NAME, true);
  }

  /** Whether it has its path. */
  boolean hasPath() {
    return ResourceAttributeConfig.isEnabled(resourceAttributes, PATH, false);
  }

  @Override
  public void validate(Problems problems) {
    String wrong = PathPattern.problem(include);
    if (wrong != null) {
      problems.add("include", wrong);
    }
    FileStatsMetrics.TABLE.validate("metrics", metrics, problems);
    ResourceAttributeConfig.validate(resourceAttributes, List.of(NAME, PATH), "a file", problems);
  }
}
