package io.beltline.api;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Telemetry;

/** The one way on: takes telemetry of any signal and says what became of it. */
@FunctionalInterface
public interface Consumer {

  /**
   * Takes telemetry. The result is the acknowledgement: {@link ConsumeResult.Accepted} means that
   * every destination has the data or holds it in its queue.
   *
   * <p>May block (a full queue, a synchronous destination), so callers run on virtual threads.
   * Never throws for a reason that lies in a backend, nor for one that lies in the data, with one
   * exception: damaged bytes found while reading are told by {@link MalformedTelemetryException},
   * which the service answers as INVALID_ARGUMENT. The telemetry is immutable; the callee may keep
   * it.
   *
   * @param context what travels beside the data
   * @param telemetry the data, at least one item
   */
  ConsumeResult consume(Context context, Telemetry telemetry);
}
