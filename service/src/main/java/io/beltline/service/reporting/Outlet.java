package io.beltline.service.reporting;

import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.telemetry.OtlpTargetConfig;
import io.beltline.service.telemetry.TargetConfig;
import io.beltline.transport.ClientSettings;
import org.jspecify.annotations.Nullable;

/** Somewhere the collector's own telemetry goes. Safe for all threads; calls block. */
interface Outlet {

  /** Makes one attempt; gives what went wrong, or null. */
  @Nullable String send(Telemetry telemetry, Deadline deadline);

  /** Where it goes, in words. */
  String target();

  /** Ends it. */
  void close(Deadline deadline);

  /**
   * An outlet for one signal.
   *
   * @throws ComponentException if a file it names cannot be read
   */
  static Outlet open(TargetConfig target, Signal signal, ClientSettings settings) {
    OtlpTargetConfig otlp = target.otlp();
    if (otlp == null) {
      return new ConsoleOutlet();
    }
    return otlp.isGrpc()
        ? GrpcOutlet.open(otlp, signal, settings)
        : HttpOutlet.open(otlp, signal, settings);
  }
}
