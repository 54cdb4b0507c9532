package io.beltline.verification.flow;

import io.beltline.verification.peer.SearchServer;

/** Documents of which each has a number, in a real search engine. */
final class NumberedDocuments {
  /** Numbers whose terms are asked for at once; an answer holds no more than 65,536. */
  private static final int RANGE = 10_000;

  private NumberedDocuments() {}

  /**
   * How many different numbers from 0 on there are: the terms of each range, counted one by one,
   * because an engine's cardinality is an estimate at any size.
   *
   * @param most the number behind the last one
   */
  static long different(SearchServer engine, String index, String field, int most)
      throws Exception {
    long sum = 0;
    for (int from = 0; from < most; from += RANGE) {
      String query =
          """
          {"size":0,"query":{"range":{"%1$s":{"gte":%2$d,"lt":%3$d}}},
           "aggs":{"n":{"terms":{"field":"%1$s","size":%4$d}}}}
          """
              .formatted(field, from, Math.min(most, from + RANGE), RANGE);
      sum +=
          engine.call("POST", "/" + index + "/_search", query).at("/aggregations/n/buckets").size();
    }
    return sum;
  }
}
