package io.beltline.exporter.debug;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells people what arrives. */
final class DebugExporter implements Exporter {
  private final Logger logger;
  private final DebugExporterConfig config;
  private final @Nullable Text text;
  private final Map<Signal, Sampling> sampling = new EnumMap<>(Signal.class);
  private volatile Outlet outlet = (message, fields) -> {};
  private volatile @Nullable Clock clock;

  DebugExporter(Settings settings, DebugExporterConfig config) {
    this.logger = settings.logger();
    this.config = config;
    this.text =
        switch (config.verbosity()) {
          case BASIC -> null;
          case NORMAL -> new NormalText();
          case DETAILED -> new DetailedText();
        };
    for (Signal signal : Signal.values()) {
      sampling.put(signal, new Sampling(config.samplingInitial(), config.samplingThereafter()));
    }
  }

  @Override
  public void start(Host host) {
    clock = host.clock();
    List<String> paths = config.outputPaths();
    outlet =
        config.useInternalLogger()
            ? this::log
            : new StreamOutlet(paths == null ? List.of("stdout") : paths);
  }

  private void log(String message, Map<String, Object> fields) {
    LoggingEventBuilder event = logger.atInfo();
    for (var field : fields.entrySet()) {
      event = event.addKeyValue(field.getKey(), field.getValue());
    }
    event.log(message);
  }

  @Override
  public ExportResult export(ExportRequest request) {
    Telemetry telemetry = request.telemetry();
    Clock now = clock;
    Sampling sampled = sampling.get(telemetry.signal());
    if (now != null && sampled != null && !sampled.passes(now.nanoTime())) {
      return ExportResult.delivered();
    }
    Text form = text;
    String full = form == null ? "" : form.of(telemetry);
    Refusal leak = form == null ? null : request.outgoing().look(List.of(Slice.utf8(full)));
    if (leak != null) {
      return new ExportResult.Refused(leak);
    }
    outlet.tell(title(telemetry.signal()), counts(telemetry));
    if (form != null) {
      outlet.tell(full, Map.of());
    }
    return ExportResult.delivered();
  }

  private static String title(Signal signal) {
    return switch (signal) {
      case TRACES -> "Traces";
      case METRICS -> "Metrics";
      case LOGS -> "Logs";
      case PROFILES -> "Profiles";
    };
  }

  private static Map<String, Object> counts(Telemetry telemetry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    int resources = Counts.resources(telemetry);
    int items = telemetry.itemCount();
    switch (telemetry.signal()) {
      case TRACES -> {
        fields.put("resource spans", resources);
        fields.put("spans", items);
      }
      case METRICS -> {
        fields.put("resource metrics", resources);
        fields.put("metrics", Counts.metrics(telemetry));
        fields.put("data points", items);
      }
      case LOGS -> {
        fields.put("resource logs", resources);
        fields.put("log records", items);
      }
      case PROFILES -> {
        fields.put("resource profiles", resources);
        fields.put("sample records", items);
      }
    }
    return fields;
  }

  @Override
  public void shutdown(Deadline deadline) {
    Outlet open = outlet;
    if (open instanceof StreamOutlet stream) {
      stream.close();
    }
  }
}
