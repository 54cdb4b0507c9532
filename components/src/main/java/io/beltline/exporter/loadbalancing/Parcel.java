package io.beltline.exporter.loadbalancing;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.model.Telemetry;

/**
 * A share of a request on its way to a backend, on a thread of its own.
 *
 * @param member whom it goes to
 * @param telemetry the share
 */
record Parcel(Member member, Telemetry telemetry) {

  /** What became of it; where sending threw, that is what is told. */
  sealed interface Fate {

    /** The backend's answer, or that of its line. */
    record Answered(ConsumeResult result) implements Fate {}

    /** A bug. */
    record Threw(RuntimeException bug) implements Fate {}
  }

  /** Sends it and waits for its end. */
  Fate send(Context context) {
    try {
      return new Fate.Answered(member.line(telemetry.signal()).send(context, telemetry));
    } catch (RuntimeException bug) {
      return new Fate.Threw(bug);
    }
  }
}
