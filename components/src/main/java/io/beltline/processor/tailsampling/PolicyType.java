package io.beltline.processor.tailsampling;

/** What a policy goes by. */
public enum PolicyType {
  /** Keeps every trace. */
  ALWAYS_SAMPLE,
  /** From the earliest start to the latest end. */
  LATENCY,
  /** A number in an attribute. */
  NUMERIC_ATTRIBUTE,
  /** A share of traces by a hash of their ids. */
  PROBABILISTIC,
  /** The status of a span. */
  STATUS_CODE,
  /** A text in an attribute. */
  STRING_ATTRIBUTE,
  /** A value in the trace state of a span. */
  TRACE_STATE,
  /** The sampled flag of a span. */
  TRACE_FLAGS,
  /** So many spans a second. */
  RATE_LIMITING,
  /** So many bytes a second. */
  BYTES_LIMITING,
  /** How many spans a trace has. */
  SPAN_COUNT,
  /** A truth value in an attribute. */
  BOOLEAN_ATTRIBUTE,
  /** A condition on spans or their events. */
  OTTL_CONDITION,
  /** All of several policies. */
  AND,
  /** The opposite of a policy. */
  NOT,
  /** Drops what several policies all match. */
  DROP,
  /** Several policies with a rate each. */
  COMPOSITE
}
