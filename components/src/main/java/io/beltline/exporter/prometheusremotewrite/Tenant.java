package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.Metadata;
import java.util.List;

/**
 * Tells for whom a request is: by what it has of the headers that are sent on. The same series of
 * two tenants are two, each with an order of its own.
 */
final class Tenant {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int ENDED = 0x110000; // no character

  private Tenant() {}

  /** What the keys of a tenant's series are mixed with; 0 where no header says anything. */
  static long of(List<String> keys, Metadata metadata) {
    long hash = START;
    boolean any = false;
    for (String key : keys) {
      List<String> values = metadata.get(key);
      for (String value : values) {
        any = true;
        for (int i = 0; i < value.length(); i++) {
          hash = (hash ^ value.charAt(i)) * PRIME;
        }
        hash = (hash ^ ENDED) * PRIME;
      }
      hash = (hash ^ (ENDED + 1)) * PRIME;
    }
    return any ? (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L : 0;
  }
}
