package io.beltline.components.bulk;

import io.beltline.delivery.AnswerTable;
import io.beltline.transport.Header;
import io.beltline.transport.config.HttpClientConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a cluster is spoken to.
 *
 * @param client the keys of the HTTP client
 * @param nodes the URLs of its nodes, at least one
 * @param query the query of bulk requests, empty or beginning with a question mark
 * @param credentials headers that say who sends, asked for each request
 * @param maxBytes how large a bulk request may be before it is compressed
 * @param answers what is done with answers
 * @param conflictsRefuse whether a document whose id is taken counts as refused, whoever made the
 *     id
 * @param showsSource whether the engine's words may tell what was sent
 * @param discoverOnStart whether the cluster is asked for its nodes before the first request
 * @param discoverInterval how often it is asked again; zero for never
 * @param log what the log tells
 */
public record BulkSettings(
    HttpClientConfig client,
    List<URI> nodes,
    String query,
    Supplier<List<Header>> credentials,
    long maxBytes,
    AnswerTable answers,
    boolean conflictsRefuse,
    boolean showsSource,
    boolean discoverOnStart,
    Duration discoverInterval,
    BulkLog log) {

  /** Copies the lists. */
  public BulkSettings {
    nodes = List.copyOf(nodes);
  }
}
