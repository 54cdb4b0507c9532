package io.beltline.delivery;

import org.jspecify.annotations.Nullable;

/** What the configuration record of an exporter offers whose records a policy looks at. */
public interface EgressGuarded {

  /** What may leave for the destination: {@code egress_policy}; all of it without that key. */
  default @Nullable EgressRules egressPolicy() {
    return null;
  }
}
