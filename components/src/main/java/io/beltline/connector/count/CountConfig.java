package io.beltline.connector.count;

import io.beltline.components.tally.TallyAttributeConfig;
import io.beltline.components.tally.TallyRule;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;

/**
 * What users write under {@code count}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/countconnector">the
 *     keys and defaults</a>
 */
public record CountConfig(
    @Doc("Metrics that count spans, by name. Without any: trace.span.count.")
        Map<String, MetricConfig> spans,
    @Doc("Metrics that count span events, by name. Without any: trace.span.event.count.")
        @Key("spanevents")
        Map<String, MetricConfig> spanEvents,
    @Doc("Metrics that count metrics, by name. Without any: metric.count.")
        Map<String, MetricConfig> metrics,
    @Doc("Metrics that count data points, by name. Without any: metric.datapoint.count.")
        @Key("datapoints")
        Map<String, MetricConfig> dataPoints,
    @Doc("Metrics that count log records, by name. Without any: log.record.count.")
        Map<String, MetricConfig> logs)
    implements Validated {

  /** A metric that counts. */
  public record MetricConfig(
      @Doc("Its description.") @Default("\"\"") String description,
      @Doc("OTTL conditions: records count that one holds for. Without any, all do.") @Default("[]")
          List<String> conditions,
      @Doc("Attributes whose values are counted apart.") @Default("[]")
          List<TallyAttributeConfig> attributes)
      implements TallyRule.Written {}

  /** The metrics by the section they stand in. */
  Map<String, MetricConfig> section(CountedRecords records) {
    return switch (records) {
      case SPANS -> spans;
      case SPAN_EVENTS -> spanEvents;
      case METRICS -> metrics;
      case DATA_POINTS -> dataPoints;
      case LOGS -> logs;
    };
  }

  @Override
  public void validate(Problems problems) {
    for (CountedRecords records : CountedRecords.values()) {
      section(records)
          .forEach(
              (name, metric) -> {
                String place = records.section() + "::" + name;
                if (name.isEmpty()) {
                  problems.add(records.section(), "has a metric without a name");
                }
                TallyRule.compile(
                    records.context(),
                    metric.conditions(),
                    records.conditions(),
                    place + "::conditions",
                    problems);
                if (records == CountedRecords.METRICS && !metric.attributes().isEmpty()) {
                  problems.add(
                      place + "::attributes",
                      "metrics have no attributes of their own (expected: none, or datapoints)");
                }
              });
    }
  }
}
