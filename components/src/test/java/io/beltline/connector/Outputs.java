package io.beltline.connector;

import io.beltline.api.ConnectorOutputs;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.PipelineId;
import io.beltline.model.Signal;
import io.beltline.testkit.RecordingConsumer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pipelines behind a connector under test, each of which keeps what it was given. */
public final class Outputs implements ConnectorOutputs {
  private final Map<PipelineId, RecordingConsumer> pipelines = new LinkedHashMap<>();

  /** Pipelines by name: {@code traces/a}. */
  public static Outputs of(String... names) {
    Outputs outputs = new Outputs();
    for (String name : names) {
      outputs.pipelines.put(id(name), new RecordingConsumer());
    }
    return outputs;
  }

  private static PipelineId id(String name) {
    String[] parts = name.split("/", 2);
    Signal signal = Signal.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT));
    return new PipelineId(signal, parts.length == 1 ? "" : parts[1]);
  }

  /** One of them. */
  public RecordingConsumer get(String name) {
    RecordingConsumer found = pipelines.get(id(name));
    if (found == null) {
      throw new IllegalArgumentException("no pipeline " + name);
    }
    return found;
  }

  @Override
  public Map<PipelineId, Consumer> pipelines(Signal signal) {
    Map<PipelineId, Consumer> found = new LinkedHashMap<>();
    pipelines.forEach(
        (id, consumer) -> {
          if (id.signal() == signal) {
            found.put(id, consumer);
          }
        });
    return found;
  }

  @Override
  public Consumer all(Signal signal) {
    return (context, telemetry) -> {
      ConsumeResult worst = ConsumeResult.accepted();
      for (Consumer next : pipelines(signal).values()) {
        ConsumeResult result = next.consume(context, telemetry);
        worst = result.isAccepted() ? worst : result;
      }
      return worst;
    };
  }
}
