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
    long pauseNanos) {

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
        pauseNanos);
  }
}
