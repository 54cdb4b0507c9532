package io.beltline.delivery;

/** What a size in {@code sending_queue} counts. */
public enum Sizer {
  /** Requests as they came, or batches. */
  REQUESTS,
  /** Spans, data points, log records, profile samples. */
  ITEMS,
  /** Bytes of the OTLP protobuf form, uncompressed. */
  BYTES
}
