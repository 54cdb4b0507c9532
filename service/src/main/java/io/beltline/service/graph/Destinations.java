package io.beltline.service.graph;

import io.beltline.api.Exporter;
import io.beltline.api.Settings;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.DeliverySettings;
import io.beltline.model.Signal;
import io.beltline.service.plan.PlannedComponent;

/** Chooses what stands in front of an exporter. */
final class Destinations {
  private Destinations() {}

  /** A queue with retries if the configuration has the keys for one, else nothing but the edge. */
  static Destination of(
      PlannedComponent plan,
      Signal signal,
      Exporter exporter,
      Settings settings,
      Surroundings surroundings) {
    if (plan.config() instanceof DeliveryConfig config) {
      DeliverySettings delivery =
          new DeliverySettings(settings, signal, surroundings.clock(), surroundings.random(), null);
      return new DeliveredDestination(plan.id(), signal, new Delivery(exporter, config, delivery));
    }
    return new DirectDestination(
        plan.id(), signal, exporter, surroundings.clock(), settings.meter());
  }

  /**
   * Whether everything an exporter holds is in memory, so that a successor can start beside it. One
   * without a queue may hold a port or a file itself, one with storage holds that.
   */
  static boolean standsAlone(PlannedComponent plan) {
    return plan.config() instanceof DeliveryConfig config
        && config.sendingQueue().enabled()
        && config.sendingQueue().storage() == null;
  }
}
