package io.beltline.verification.peer;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A native histogram as Prometheus shows it.
 *
 * @param count how many measurements it has
 * @param sum their sum
 * @param buckets those that have any, the lowest first
 */
public record StoredHistogram(double count, double sum, List<Bucket> buckets) {

  /**
   * A bucket.
   *
   * @param lower its lower bound
   * @param upper its upper bound
   * @param count how many measurements lie between them
   */
  public record Bucket(double lower, double upper, double count) {
    private static Bucket of(JsonNode json) {
      return new Bucket(number(json.path(1)), number(json.path(2)), number(json.path(3)));
    }
  }

  /** The histogram of a series in the answer to an instant query. */
  static StoredHistogram of(JsonNode series) {
    JsonNode json = series.path("histogram").path(1);
    return new StoredHistogram(
        number(json.path("count")),
        number(json.path("sum")),
        json.path("buckets").valueStream().map(Bucket::of).toList());
  }

  private static double number(JsonNode json) {
    return Double.parseDouble(json.asString().replace("Inf", "Infinity"));
  }
}
