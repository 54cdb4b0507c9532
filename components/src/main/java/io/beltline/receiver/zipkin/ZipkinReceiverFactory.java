package io.beltline.receiver.zipkin;

import io.beltline.api.Consumer;
import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.model.Signal;
import java.util.EnumMap;
import java.util.Map;

/**
 * Makes {@code zipkin} receivers: of spans over Zipkin's API, versions 1 and 2, which go on as
 * OTLP.
 */
public final class ZipkinReceiverFactory extends ServerFactory<ZipkinReceiverConfig> {

  /** A factory. */
  public ZipkinReceiverFactory() {
    super("zipkin", ZipkinReceiverConfig.class, Map.of(Signal.TRACES, Stability.BETA));
  }

  @Override
  protected void open(ZipkinReceiverConfig config, ServerStart start) {
    if (config.contradicts()) {
      start
          .settings()
          .logger()
          .warn("both endpoint and protocols::http are written: protocols::http is used");
    }
    Consumer consumer = start.consumer(Signal.TRACES);
    if (consumer == null) {
      return;
    }
    Map<SpanFormat, Intake> intakes = new EnumMap<>(SpanFormat.class);
    for (SpanFormat format : SpanFormat.values()) {
      intakes.put(format, new Intake(start.settings(), config, format, consumer));
    }
    start.listen(config.http(), new SpansHandler(intakes));
  }
}
