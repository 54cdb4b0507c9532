package io.beltline.processor.resourcedetection;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Profiles;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.TracesEditor;

/**
 * Sets what was detected on every resource; what is below is copied unread. The first requests wait
 * until something is known.
 */
final class ResourceDetectionProcessor implements Processor {
  private final Detection detection;
  private final boolean override;
  private final Consumer next;

  ResourceDetectionProcessor(Detection detection, boolean override, Consumer next) {
    this.detection = detection;
    this.override = override;
    this.next = next;
  }

  @Override
  public void start(Host host) {
    detection.start(host);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!detection.await()) {
      return ConsumeResult.unavailable("where this runs is not known yet", null);
    }
    Detected detected = detection.detected();
    return next.consume(context, detected.isEmpty() ? telemetry : edited(detected, telemetry));
  }

  private Telemetry edited(Detected detected, Telemetry telemetry) {
    return switch (telemetry) {
      case Traces traces -> {
        TracesEditor editor = new TracesEditor(traces);
        detected.apply(editor, override);
        yield editor.finish();
      }
      case Metrics metrics -> {
        MetricsEditor editor = new MetricsEditor(metrics);
        detected.apply(editor, override);
        yield editor.finish();
      }
      case Logs logs -> {
        LogsEditor editor = new LogsEditor(logs);
        detected.apply(editor, override);
        yield editor.finish();
      }
      case Profiles profiles -> profiles;
    };
  }

  @Override
  public void shutdown(Deadline deadline) {
    detection.shutdown(deadline);
  }
}
