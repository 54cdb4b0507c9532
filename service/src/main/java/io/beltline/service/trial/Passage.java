package io.beltline.service.trial;

import io.beltline.api.Context;
import io.beltline.model.Telemetry;

/**
 * Telemetry that passed a place.
 *
 * @param way on which side of the component
 * @param spot the component; with its pipeline unless {@code way} is {@link Way#SENT}
 * @param context what travelled beside it
 * @param telemetry the telemetry
 */
public record Passage(Way way, Spot spot, Context context, Telemetry telemetry) {

  /** The sides of a component. */
  public enum Way {
    /** It left a receiver, processor or connector, into a pipeline or on in it. */
    OUT_OF,
    /** A pipeline handed it to an exporter's queue or to a connector. */
    INTO,
    /** An exporter would have put it on the wire: it has passed its queue and batching. */
    SENT
  }
}
