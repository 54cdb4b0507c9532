package io.beltline.service.graph;

import io.beltline.api.ComponentId;
import io.beltline.api.Exporter;
import io.beltline.api.Settings;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.DeliverySettings;
import io.beltline.delivery.EgressGuarded;
import io.beltline.delivery.EgressPolicy;
import io.beltline.delivery.EgressRules;
import io.beltline.model.Signal;
import io.beltline.service.plan.PlannedComponent;
import org.jspecify.annotations.Nullable;

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
        plan.id(),
        signal,
        exporter,
        policy(plan, signal, settings),
        surroundings.clock(),
        settings.meter());
  }

  private static @Nullable EgressPolicy policy(
      PlannedComponent plan, Signal signal, Settings settings) {
    EgressRules rules =
        plan.config() instanceof EgressGuarded config ? config.egressPolicy() : null;
    return rules == null ? null : rules.policy(settings, signal);
  }

  /**
   * Whether an exporter must have ended before others can start: one without a queue may hold a
   * port or a file itself, one with storage holds what its successor needs, and one that keeps an
   * order sends what it has before another goes on.
   */
  static boolean standsInTheWay(PlannedComponent plan, @Nullable PlannedComponent successor) {
    if (!(plan.config() instanceof DeliveryConfig config) || !config.sendingQueue().enabled()) {
      return true;
    }
    boolean stored =
        config.sendingQueue().storage() != null || config.deadLetters().storage() != null;
    return (stored || config.inOrder()) && successor != null;
  }

  /** The storage of an exporter's queue, or null if the queue is in memory or there is none. */
  static @Nullable ComponentId storage(PlannedComponent plan) {
    return plan.config() instanceof DeliveryConfig config && config.sendingQueue().enabled()
        ? config.sendingQueue().storage()
        : null;
  }
}
