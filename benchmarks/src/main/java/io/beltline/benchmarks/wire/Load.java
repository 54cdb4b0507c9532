package io.beltline.benchmarks.wire;

import java.util.List;

/**
 * What a generator sends, and how.
 *
 * @param port where, on loopback
 * @param path the gRPC method or the URL's path, with its leading slash
 * @param contentType of the bodies; gRPC has its own
 * @param encoding of the bodies: {@code gzip}, {@code zstd} or empty
 * @param bodies what is sent, in turn
 * @param items in each body
 * @param connections how many
 * @param inFlight requests under way on each, when no rate is given
 * @param rate items a second; 0 sends the next request when an answer comes
 * @param pauseNanos how long a connection waits after a refusal
 * @param newIds whether each request has trace ids, or times of data points, that were not sent
 *     before; gRPC alone
 */
public record Load(
    int port,
    String path,
    String contentType,
    String encoding,
    List<byte[]> bodies,
    int items,
    int connections,
    int inFlight,
    double rate,
    long pauseNanos,
    boolean newIds) {

  /** The same bytes again and again. */
  public Load(
      int port,
      String path,
      String contentType,
      String encoding,
      List<byte[]> bodies,
      int items,
      int connections,
      int inFlight,
      double rate,
      long pauseNanos) {
    this(
        port,
        path,
        contentType,
        encoding,
        bodies,
        items,
        connections,
        inFlight,
        rate,
        pauseNanos,
        false);
  }

  /** The same at a rate; 0 for as fast as answers come. */
  public Load at(double itemsASecond) {
    return new Load(
        port,
        path,
        contentType,
        encoding,
        bodies,
        items,
        connections,
        inFlight,
        itemsASecond,
        pauseNanos,
        newIds);
  }

  /** The same with trace ids that were not sent before. */
  public Load withNewIds() {
    return new Load(
        port,
        path,
        contentType,
        encoding,
        bodies,
        items,
        connections,
        inFlight,
        rate,
        pauseNanos,
        true);
  }
}
