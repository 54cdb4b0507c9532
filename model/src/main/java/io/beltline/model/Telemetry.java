package io.beltline.model;

/**
 * Telemetry of one signal in wire form: one or more complete OTLP {@code Export*ServiceRequest}
 * messages.
 *
 * <p>Immutable and safe to share between threads and destinations: the bytes are never written
 * after construction. An edit yields new telemetry whose untouched parts share the old bytes.
 */
public sealed interface Telemetry permits Mergeable, Profiles {

  /** Which signal this is. */
  Signal signal();

  /** The bytes. */
  Payload payload();

  /**
   * The number of items: spans, data points, log records, profile samples. Counted shallowly on the
   * first call and remembered.
   *
   * @throws MalformedTelemetryException if the bytes are no valid protobuf at the levels that are
   *     read
   */
  int itemCount();

  /** The size of all requests in bytes, uncompressed. */
  default long byteSize() {
    return payload().size();
  }

  /** True if there is no item. */
  default boolean isEmpty() {
    return itemCount() == 0;
  }

  /** Telemetry of this signal over other bytes. */
  default Telemetry with(Payload payload) {
    return of(signal(), payload);
  }

  /** The same over other bytes that hold as many items: they need not be counted again. */
  default Telemetry withSameItems(Payload payload) {
    return with(payload);
  }

  /** Telemetry of a signal over bytes that nobody writes any more. Nothing is read yet. */
  static Telemetry of(Signal signal, Payload payload) {
    return switch (signal) {
      case TRACES -> new Traces(payload);
      case METRICS -> new Metrics(payload);
      case LOGS -> new Logs(payload);
      case PROFILES -> new Profiles(payload);
    };
  }
}
