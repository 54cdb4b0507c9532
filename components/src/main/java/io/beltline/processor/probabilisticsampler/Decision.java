package io.beltline.processor.probabilisticsampler;

/**
 * What becomes of an item.
 *
 * @param kept whether it is kept
 * @param policy what decided
 */
record Decision(boolean kept, String policy) {
  static final String PRIORITY = "sampling_priority";
  static final String TRACE_HASH = "trace_id_hash";
  static final String TRACE = "trace_id_w3c";
  static final String RANDOMNESS = "sampling_randomness";
  static final String MISSING = "missing_randomness";
}
