package io.beltline.exporter.loki;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Which tenants do not take structured metadata, as Loki answered for them. Of 1,000 tenants that
 * is remembered until the end; further ones are told it with each batch. Safe for all threads.
 */
final class MetadataRefusals {
  private static final int MOST_TENANTS = 1000;

  private final Set<String> tenants = ConcurrentHashMap.newKeySet();
  private final Logger logger;

  MetadataRefusals(Logger logger) {
    this.logger = logger;
  }

  /** Whether a tenant takes it, as far as that is known. */
  boolean takes(String tenant) {
    return !tenants.contains(tenant);
  }

  /** A tenant does not take it. */
  void add(String tenant) {
    if (tenants.size() < MOST_TENANTS && tenants.add(tenant)) {
      logger.warn(
          "{} does not take structured metadata (Loki: allow_structured_metadata): it is not sent"
              + " any more",
          tenant.isEmpty() ? "the destination" : "the tenant " + tenant);
    }
  }
}
