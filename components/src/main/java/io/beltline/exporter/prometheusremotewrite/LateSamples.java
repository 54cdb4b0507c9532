package io.beltline.exporter.prometheusremotewrite;

/** What becomes of samples that are older than what was sent of their series. */
public enum LateSamples {
  /** They are sent by themselves, for a destination that takes them out of order. */
  SEND,
  /** They are counted and not sent. */
  DROP
}
