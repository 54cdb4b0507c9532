package io.beltline.processor.groupbyattrs;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Processor;
import io.beltline.model.Profiles;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributeKey;
import java.util.List;
import java.util.Map;

/** Moves attributes of records to resources, and makes equal resources and scopes one. */
final class GroupByAttrsProcessor implements Processor {
  private static final double[] BOUNDS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  private final List<AttributeKey> keys;
  private final Consumer next;
  private final Meter.Counter grouped;
  private final Meter.Counter others;
  private final Meter.Counter tooLarge;
  private final Meter.Histogram groups;

  GroupByAttrsProcessor(Meter meter, GroupByAttrsConfig config, Signal signal, Consumer next) {
    this.keys =
        config.keys().stream()
            .filter(key -> !key.isEmpty())
            .distinct()
            .map(AttributeKey::of)
            .toList();
    this.next = next;
    String items =
        switch (signal) {
          case TRACES -> "span";
          case METRICS -> "metric";
          case LOGS -> "log";
          case PROFILES -> "profile";
        };
    String name = "otelcol_processor_groupbyattrs_";
    this.grouped =
        meter.counter(
            name + "num_grouped_" + items + "s",
            "1",
            "Items that had an attribute to group by.",
            Map.of());
    this.others =
        meter.counter(
            name + "num_non_grouped_" + items + "s",
            "1",
            "Items that had no attribute to group by.",
            Map.of());
    this.tooLarge =
        meter.counter(
            "beltline_processor_group_by_attrs_too_large",
            "{items}",
            "Items that stayed, since the request would have grown too much.",
            Map.of("signal", signal.label()));
    this.groups =
        meter.histogram(
            name + items + "_groups",
            "1",
            "Resources of a request after grouping.",
            Map.of(),
            BOUNDS);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (telemetry instanceof Profiles) {
      return next.consume(context, telemetry);
    }
    Grouping grouping = new Grouping(telemetry.signal(), keys);
    Telemetry result = grouping.group(telemetry);
    grouped.add(grouping.grouped());
    others.add(grouping.others());
    tooLarge.add(grouping.tooLarge());
    groups.record(grouping.groups());
    return next.consume(context, result);
  }
}
