package io.beltline.exporter.prometheusremotewrite;

/** What has a time by which a series is sorted. */
interface Timed {

  /** Unix milliseconds. */
  long time();
}
