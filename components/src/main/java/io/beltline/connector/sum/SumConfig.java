package io.beltline.connector.sum;

import io.beltline.components.tally.TallyAttributeConfig;
import io.beltline.components.tally.TallyRule;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;

/**
 * What users write under {@code sum}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/sumconnector">the
 *     keys and defaults</a>
 */
public record SumConfig(
    @Doc("Metrics that sum an attribute of spans, by name.") Map<String, MetricConfig> spans,
    @Doc("Metrics that sum an attribute of span events, by name.") @Key("spanevents")
        Map<String, MetricConfig> spanEvents,
    @Doc("Refused if there is one: metrics have no attributes of their own.")
        Map<String, MetricConfig> metrics,
    @Doc("Metrics that sum an attribute of data points, by name.") @Key("datapoints")
        Map<String, MetricConfig> dataPoints,
    @Doc("Metrics that sum an attribute of log records, by name.") Map<String, MetricConfig> logs)
    implements Validated {

  /** A metric that sums. */
  public record MetricConfig(
      @Doc("Its description.") @Default("\"\"") String description,
      @Doc("The key of the attribute whose values are summed.") @Default("\"\"")
          String sourceAttribute,
      @Doc("OTTL conditions: records count that one holds for. Without any, all do.") @Default("[]")
          List<String> conditions,
      @Doc("Attributes whose values are summed apart.") @Default("[]")
          List<TallyAttributeConfig> attributes)
      implements TallyRule.Written, Validated {
    @Override
    public void validate(Problems problems) {
      if (sourceAttribute.isEmpty()) {
        problems.add("source_attribute", "is missing (expected: the key of an attribute)");
      }
    }
  }

  /** The metrics by the section they stand in. */
  Map<String, MetricConfig> section(SummedRecords records) {
    return switch (records) {
      case SPANS -> spans;
      case SPAN_EVENTS -> spanEvents;
      case DATA_POINTS -> dataPoints;
      case LOGS -> logs;
    };
  }

  @Override
  public void validate(Problems problems) {
    for (SummedRecords records : SummedRecords.values()) {
      section(records)
          .forEach(
              (name, metric) -> {
                if (name.isEmpty()) {
                  problems.add(records.section(), "has a metric without a name");
                }
                TallyRule.compile(
                    records.context(),
                    metric.conditions(),
                    records.conditions(),
                    records.section() + "::" + name + "::conditions",
                    problems);
              });
    }
    if (!metrics.isEmpty()) {
      problems.add("metrics", "have no attributes to sum (expected: datapoints)");
    }
  }
}
