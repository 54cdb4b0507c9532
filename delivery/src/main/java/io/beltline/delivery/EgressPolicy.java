package io.beltline.delivery;

import io.beltline.api.Exporter.Outgoing;
import io.beltline.model.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what of some telemetry may leave for one destination. A {@link Delivery} asks it before
 * anything is queued, so that neither the queue nor the dead letters hold what must not leave, and
 * hands it to the exporter as the last look at the encoded form. Safe for all threads.
 */
public interface EgressPolicy extends Outgoing {
  /** The rule that a refusal by a policy names. */
  String RULE = "egress_policy";

  /**
   * Looks at each record.
   *
   * @throws io.beltline.model.MalformedTelemetryException if the telemetry cannot be read
   */
  Inspected inspect(Telemetry telemetry);

  /**
   * Masks all that is looked for and keeps every record, whatever the rules ask for: what a run
   * without the policy has left behind goes on, clean.
   *
   * @throws io.beltline.model.MalformedTelemetryException if the telemetry cannot be read
   */
  Telemetry masked(Telemetry telemetry);

  /**
   * What became of some telemetry.
   *
   * @param passed what may be sent; null if nothing may
   * @param withheld what must not
   */
  record Inspected(@Nullable Telemetry passed, List<Withheld> withheld) {}

  /**
   * Records that must not be sent.
   *
   * @param telemetry the records, masked
   * @param kept whether they are kept as a dead letter; else they are dropped
   * @param why which rules they broke
   */
  record Withheld(Telemetry telemetry, boolean kept, String why) {}
}
