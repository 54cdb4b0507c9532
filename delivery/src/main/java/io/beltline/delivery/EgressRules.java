package io.beltline.delivery;

import io.beltline.api.Settings;
import io.beltline.model.Signal;

/** What a configuration says of what may leave an exporter. */
@FunctionalInterface
public interface EgressRules {

  /** Builds the policy of an exporter for one signal. */
  EgressPolicy policy(Settings exporter, Signal signal);
}
