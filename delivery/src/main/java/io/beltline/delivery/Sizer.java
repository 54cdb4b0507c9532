package io.beltline.delivery;

/** What a size in {@code sending_queue} counts. */
public enum Sizer {
  /** Requests as they came, or batches. */
  REQUESTS,
  /** Spans, data points, log records, profile samples. */
  ITEMS,
  /** Bytes of the OTLP protobuf form, uncompressed. */
  BYTES;

  /** The size of what has so much of each. */
  long of(long requests, long items, long bytes) {
    return switch (this) {
      case REQUESTS -> requests;
      case ITEMS -> items;
      case BYTES -> bytes;
    };
  }
}
