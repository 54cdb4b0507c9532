package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;

/**
 * The value of a point as JSON.
 *
 * @param json the value, empty if there is none
 * @param template the dynamic template that maps it
 * @param count how many measurements it stands for
 * @param complaint why there is none, or empty
 * @param worthless whether a point without a value is nothing to be kept
 */
record PointValue(
    JsonBuffer json, String template, long count, String complaint, boolean worthless) {

  static PointValue of(JsonBuffer json, String template, long count) {
    return new PointValue(json, template, count, "", false);
  }

  /** A point that cannot be stored as it is. */
  static PointValue impossible(String complaint) {
    return new PointValue(new JsonBuffer(16), "", 0, complaint, false);
  }

  /** A point that says nothing. */
  static PointValue worthless(String complaint) {
    return new PointValue(new JsonBuffer(16), "", 0, complaint, true);
  }
}
