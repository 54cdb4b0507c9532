package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ClientAuthenticator.Origin;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.delivery.BatchConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.transport.config.AuthConfig;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells for whom a request is: by what it has of the headers that are sent on, and of what the
 * authenticator makes headers of. The same series of two tenants are two, each with an order of its
 * own.
 *
 * @param metadata the names of request metadata that count
 * @param attributes the attributes of the authenticated sender that count
 */
record Tenant(List<String> metadata, List<String> attributes) {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int ENDED = 0x110000; // no character

  /**
   * What tells tenants apart at a destination.
   *
   * @throws ComponentException if the queue makes batches in which that is lost
   */
  static Tenant at(PrometheusRemoteWriteExporterConfig config, Host host) {
    AuthConfig auth = config.http().auth();
    if (auth == null
        || !(host.extension(ComponentId.parse(auth.authenticator())).orElse(null)
            instanceof ClientAuthenticator authenticator)) {
      return new Tenant(config.includeMetadataKeys(), List.of());
    }
    Origin origin = authenticator.origin();
    check(config.sendingQueue(), origin, auth.authenticator());
    List<String> metadata =
        Stream.concat(config.includeMetadataKeys().stream(), origin.metadata().stream()).toList();
    return new Tenant(metadata, origin.attributes());
  }

  private static void check(QueueConfig queue, Origin origin, String authenticator) {
    BatchConfig batch = queue.batch();
    if (!queue.enabled() || batch == null) {
      return;
    }
    List<String> apart = batch.partition().metadataKeys();
    List<String> mixed =
        origin.metadata().stream()
            .filter(name -> apart.stream().noneMatch(name::equalsIgnoreCase))
            .toList();
    if (!mixed.isEmpty()) {
      throw new ComponentException(
          "sending_queue::batch::partition::metadata_keys: batches would mix requests of different"
              + " %s, of which %s makes headers (expected: metadata_keys: %s)"
                  .formatted(
                      mixed,
                      authenticator,
                      Stream.concat(apart.stream(), mixed.stream()).distinct().toList()));
    }
    if (!origin.attributes().isEmpty()) {
      throw new ComponentException(
          "sending_queue::batch: attributes of senders do not stay with a batch, and %s makes"
                  .formatted(authenticator)
              + " headers of %s (expected: no batch, or from_context)"
                  .formatted(origin.attributes()));
    }
  }

  /** What the keys of a tenant's series are mixed with; 0 where nothing tells. */
  long of(Context context) {
    long hash = START;
    boolean any = false;
    for (String name : metadata) {
      List<String> values = context.metadata().get(name);
      any |= !values.isEmpty();
      for (String value : values) {
        hash = mixed(hash, value);
      }
      hash = (hash ^ (ENDED + 1)) * PRIME;
    }
    for (String name : attributes) {
      @Nullable Object value = context.auth().get(name);
      any |= value != null;
      hash = (mixed(hash, String.valueOf(value)) ^ (ENDED + 1)) * PRIME;
    }
    return any ? (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L : 0;
  }

  private static long mixed(long before, String value) {
    long hash = before;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * PRIME;
    }
    return (hash ^ ENDED) * PRIME;
  }
}
