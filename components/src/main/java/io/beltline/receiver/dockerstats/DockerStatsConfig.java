package io.beltline.receiver.dockerstats;

import io.beltline.components.scrape.MetricConfig;
import io.beltline.components.scrape.ResourceAttributeConfig;
import io.beltline.components.scrape.ScrapeConfig;
import io.beltline.components.scrape.ScrapeKeys;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.transport.config.TlsClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code docker_stats} receiver.
 *
 * @param endpoint where the daemon listens
 * @param collectionInterval from one scrape to the next
 * @param initialDelay from the start to the first scrape
 * @param timeout how long a request to the daemon may take
 * @param apiVersion the version of its API; empty for the newest both know
 * @param tls TLS, or null for none
 * @param excludedImages the images whose containers are left out
 * @param containerLabelsToMetricLabels attributes of resources by labels of containers
 * @param envVarsToMetricLabels attributes of resources by variables of containers
 * @param resourceAttributes the attributes of resources, by name
 * @param metrics its metrics, by name
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/dockerstatsreceiver">the
 *     keys and defaults</a>
 */
public record DockerStatsConfig(
    @Default("unix:///var/run/docker.sock")
        @Doc("Where the daemon listens: unix:///path, tcp://host:port or a URL.")
        String endpoint,
    @Default("10s") @Doc("From the begin of one scrape to that of the next.")
        Duration collectionInterval,
    @Default("1s") @Doc("From the start to the first scrape; nothing or less is at once.")
        Duration initialDelay,
    @Default("5s") @Doc("How long a request to the daemon may take.") Duration timeout,
    @Default("")
        @Doc("The version of the daemon's API, at least 1.25; empty for the newest both know.")
        String apiVersion,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("TLS to a daemon that listens on a port.")
        @Nullable TlsClientConfig tls,
    @Default("[]")
        @Doc(
            "Images whose containers are left out: names, globs, /regular expressions/; ! in front"
                + " for all others.")
        List<String> excludedImages,
    @Default("{}") @Doc("Attributes of resources by the labels of containers they come from.")
        Map<String, String> containerLabelsToMetricLabels,
    @Default("{}") @Doc("Attributes of resources by the variables of containers they come from.")
        Map<String, String> envVarsToMetricLabels,
    @Default("{}") @Doc("The attributes of its resources, by name.")
        Map<String, ResourceAttributeConfig> resourceAttributes,
    @Default("{}") @Doc("Its metrics, by name.") Map<String, MetricConfig> metrics)
    implements Validated, ScrapeKeys {

  /** When to scrape; a scrape as a whole may take as long as its requests do. */
  @Override
  public ScrapeConfig scrape() {
    return new ScrapeConfig(collectionInterval, initialDelay, Duration.ZERO);
  }

  @Override
  public void validate(Problems problems) {
    String wrong = DockerEndpoint.problem(endpoint);
    if (wrong != null) {
      problems.add("endpoint", wrong);
    }
    if (!collectionInterval.isPositive()) {
      problems.add("collection_interval", "must be positive (expected: a duration such as 10s)");
    }
    if (!timeout.isPositive()) {
      problems.add("timeout", "must be positive (expected: a duration such as 5s)");
    }
    ApiVersion version = ApiVersion.parse(apiVersion);
    if (!apiVersion.isEmpty() && (version == null || version.isBelow(ApiVersion.LEAST))) {
      problems.add(
          "api_version",
          "\"%s\" is no version from %s on (expected: such as \"1.44\")"
              .formatted(apiVersion, ApiVersion.LEAST));
    }
    ImageFilter.validate("excluded_images", excludedImages, problems);
    DockerStatsMetrics.TABLE.validate("metrics", metrics, problems);
    ResourceAttributeConfig.validate(
        resourceAttributes, ContainerAttribute.keys(), "a container", problems);
  }
}
