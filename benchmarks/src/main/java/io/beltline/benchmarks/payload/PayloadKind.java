package io.beltline.benchmarks.payload;

import io.beltline.model.Mergeable;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.WireWriter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What requests are made of: items of one signal, all of the same size.
 *
 * <p>The same arguments give the same bytes. gzip at level 6 shrinks a request of 1,000 items to
 * about a quarter, as it does with telemetry of real services.
 */
public enum PayloadKind {
  /** Spans of 361 bytes with 9 attributes and random ids. */
  T361(Signal.TRACES),
  /** Spans of 800 bytes with 20 attributes and an event. */
  T800(Signal.TRACES),
  /** Log records of 358 bytes with 8 attributes. */
  L358(Signal.LOGS),
  /** Number data points of 196 bytes with 6 attributes, 10 in a metric. */
  M196(Signal.METRICS);

  private static final long SEED = 0x5EEDL;

  private final Signal signal;

  PayloadKind(Signal signal) {
    this.signal = signal;
  }

  private Shape shape() {
    return switch (this) {
      case T361 -> new SpanShape();
      case T800 -> new WideSpanShape();
      case L358 -> new LogShape();
      case M196 -> new PointShape();
    };
  }

  /** The signal of the items. */
  public Signal signal() {
    return signal;
  }

  /** The size of one item in bytes, with its tag and length. */
  public int itemSize() {
    return shape().itemSize();
  }

  /** A request of its own for each number: one resource, one scope, so many items. */
  public Mergeable request(int number, int items) {
    SplittableRandom random = new SplittableRandom(SEED + 31L * itemSize() + 1009L * number);
    WireWriter out = new WireWriter(items * (itemSize() + 8) + 512);
    int group = out.begin(1);
    int resource = out.begin(1);
    Fields.resource(out, random);
    out.end(resource);
    int scoped = out.begin(2);
    int scope = out.begin(1);
    out.string(1, "io.opentelemetry.instrumentation").string(2, "2.14.0");
    out.end(scope);
    shape().write(out, items, random);
    out.end(scoped);
    out.end(group);
    return (Mergeable) Telemetry.of(signal, Payload.of(out.toSlice()));
  }

  /** Distinct requests, to be used in turn. */
  public List<Mergeable> requests(int count, int items) {
    return IntStream.range(0, count).mapToObj(number -> request(number, items)).toList();
  }
}
