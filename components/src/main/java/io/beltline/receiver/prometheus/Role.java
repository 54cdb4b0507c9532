package io.beltline.receiver.prometheus;

/** What a series is to the point it becomes part of. */
enum Role {
  /** All of it. */
  NUMBER,
  BUCKET,
  QUANTILE,
  SUM,
  COUNT,
  /** Since when it counts. */
  CREATED,
  /** All of it, a native histogram. */
  NATIVE,
  /** Nothing: its labels describe the resource. */
  TARGET_INFO,
  /** Nothing: its labels describe a scope. */
  SCOPE_INFO,
  /** Nothing: relabeling drops it. */
  DROPPED
}
