package io.beltline.receiver.jaeger;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.jaeger.Strategies.Strategy;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The forms in which clients are told a strategy.
 *
 * @see <a
 *     href="https://github.com/jaegertracing/jaeger-idl/blob/main/proto/api_v2/sampling.proto">the
 *     messages</a>
 */
final class StrategyForms {
  private static final JsonFactory FACTORY = new JsonFactory();

  private StrategyForms() {}

  /** In JSON; the kind as its name or, for clients of old, as its number. */
  static Slice json(Strategy strategy, boolean numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeName("strategyType");
      if (numbers) {
        json.writeNumber(strategy.probabilistic() ? 0 : 1);
      } else {
        json.writeString(strategy.probabilistic() ? "PROBABILISTIC" : "RATE_LIMITING");
      }
      if (strategy.probabilistic()) {
        json.writeName("probabilisticSampling");
        rate(json, strategy.param());
      } else {
        json.writeName("rateLimitingSampling");
        json.writeStartObject();
        json.writeNumberProperty("maxTracesPerSecond", (int) strategy.param());
        json.writeEndObject();
      }
      if (!strategy.operations().isEmpty()) {
        operations(json, strategy);
      }
      json.writeEndObject();
    }
    return Slice.of(out.toByteArray());
  }

  private static void operations(JsonGenerator json, Strategy strategy) {
    json.writeName("operationSampling");
    json.writeStartObject();
    json.writeNumberProperty("defaultSamplingProbability", usual(strategy));
    json.writeNumberProperty("defaultLowerBoundTracesPerSecond", 0);
    json.writeName("perOperationStrategies");
    json.writeStartArray();
    strategy
        .operations()
        .forEach(
            (operation, rate) -> {
              json.writeStartObject();
              json.writeStringProperty("operation", operation);
              json.writeName("probabilisticSampling");
              rate(json, rate);
              json.writeEndObject();
            });
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void rate(JsonGenerator json, double rate) {
    json.writeStartObject();
    json.writeNumberProperty("samplingRate", rate);
    json.writeEndObject();
  }

  /** As a SamplingStrategyResponse. */
  static Slice proto(Strategy strategy) {
    WireWriter out = new WireWriter();
    if (strategy.probabilistic()) {
      int mark = out.begin(2);
      out.float64(1, strategy.param()).end(mark);
    } else {
      out.varint(1, 1);
      int mark = out.begin(3);
      out.varint(1, (int) strategy.param()).end(mark);
    }
    if (!strategy.operations().isEmpty()) {
      int all = out.begin(4);
      out.float64(1, usual(strategy));
      strategy
          .operations()
          .forEach(
              (operation, rate) -> {
                int one = out.begin(3);
                out.string(1, operation);
                int inner = out.begin(2);
                out.float64(1, rate).end(inner);
                out.end(one);
              });
      out.end(all);
    }
    return out.toSlice();
  }

  /** Operations that are not named need a probability even where the service has a rate. */
  private static double usual(Strategy strategy) {
    return strategy.probabilistic() ? strategy.param() : 0.001;
  }
}
