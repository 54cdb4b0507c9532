package io.beltline.exporter.prometheus;

import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.components.prometheus.ResourceConversionConfig;
import io.beltline.components.prometheus.ResourceLabelsConfig;
import io.beltline.components.prometheus.Translation;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.delivery.EgressGuarded;
import io.beltline.delivery.QueueConfig;
import io.beltline.transport.config.HttpServerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code prometheus} exporter.
 *
 * @param server the keys of every HTTP server; its endpoint is where metrics are served
 * @param namespace what every metric name begins with
 * @param constLabels labels of every series
 * @param sendTimestamps whether samples carry their time
 * @param metricExpiration how long a series is served after its last point; zero for ever
 * @param maxSeries how many series there may be; zero for any number
 * @param resourceConstantLabels which resource attributes become labels of every series
 * @param resourceToTelemetryConversion the older way to say so
 * @param enableOpenMetrics whether OpenMetrics is offered
 * @param exportCreatedMetric whether OpenMetrics tells when counting began
 * @param withoutScopeInfo whether the labels of the scope are left out
 * @param addMetricSuffixes whether names get suffixes of unit and type
 * @param translationStrategy what becomes of names; wins over {@code addMetricSuffixes}
 * @param sendingQueue accepted, without effect
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/prometheusexporter">the
 *     keys and defaults</a>
 */
public record PrometheusExporterConfig(
    @Squash HttpServerConfig server,
    @Default("") @Doc("What every metric name begins with, before an underscore.") String namespace,
    @Default("{}") @Doc("Labels of every series.") Map<String, String> constLabels,
    @Default("false") @Doc("Whether samples carry the time of their point.") boolean sendTimestamps,
    @Default("5m") @Doc("How long a series is served after its last point; 0 for ever.")
        Duration metricExpiration,
    @Default("0")
        @Doc("How many series there may be; points of others are rejected. 0 sets no limit.")
        int maxSeries,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("Which resource attributes become labels of every series.")
        @Nullable ResourceLabelsConfig resourceConstantLabels,
    @Section @Doc("The older way to make labels of resource attributes.")
        ResourceConversionConfig resourceToTelemetryConversion,
    @Default("false") @Doc("Offer OpenMetrics to those who ask for it.") boolean enableOpenMetrics,
    @Section @Doc("The samples of OpenMetrics that tell when counting began.")
        CreatedMetricConfig exportCreatedMetric,
    @Default("false") @Doc("Leave the otel_scope_ labels out.") boolean withoutScopeInfo,
    @Default("true")
        @Doc("Add suffixes of unit and type to names; not used with translation_strategy.")
        boolean addMetricSuffixes,
    @Default("")
        @Doc(
            "UnderscoreEscapingWithSuffixes, UnderscoreEscapingWithoutSuffixes,"
                + " NoUTF8EscapingWithSuffixes, NoTranslation, or empty for add_metric_suffixes.")
        String translationStrategy,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("Accepted, without effect: points go straight into the series.")
        @Nullable QueueConfig sendingQueue,
    @Doc("What must not leave, and what is done with it: see the page on egress policies.")
        @Section(absent = Presence.OFF)
        @Nullable EgressPolicyConfig egressPolicy)
    implements EgressGuarded, Validated {

  /**
   * Whether samples tell when counting began.
   *
   * @param enabled whether there are such samples
   */
  public record CreatedMetricConfig(
      @Default("false") @Doc("Write a _created sample for what has a start time.")
          boolean enabled) {}

  @Override
  public void validate(Problems problems) {
    if (server.endpoint().isBlank()) {
      problems.add("endpoint", "must be specified (expected: an address such as 0.0.0.0:8889)");
    }
    if (metricExpiration.isNegative()) {
      problems.add("metric_expiration", "must not be negative (expected: a duration such as 5m)");
    }
    if (maxSeries < 0) {
      problems.add("max_series", "must not be negative (expected: a number of series, or 0)");
    }
    if (!translationStrategy.isEmpty() && Translation.of(translationStrategy) == null) {
      problems.add(
          "translation_strategy",
          "\"" + translationStrategy + "\" is no strategy (expected: " + Translation.words() + ")");
    }
  }

  /** All that makes names and labels, and says what of a point may be kept. */
  Object shape() {
    return List.of(
        namespace,
        constLabels,
        Optional.ofNullable(resourceConstantLabels),
        resourceToTelemetryConversion,
        withoutScopeInfo,
        translation(),
        Optional.ofNullable(egressPolicy));
  }

  /** What becomes of names. */
  Translation translation() {
    Translation named = Translation.of(translationStrategy);
    if (named != null) {
      return named;
    }
    return addMetricSuffixes ? Translation.ESCAPED_WITH_SUFFIXES : Translation.ESCAPED;
  }
}
