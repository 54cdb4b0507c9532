package io.beltline.api;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Telemetry;

/**
 * Encodes telemetry for one backend and makes one attempt to send it. One instance serves all
 * signals and pipelines that name it.
 *
 * <p>Queueing, batching, splitting, retries and dead letters are not its matter: {@code delivery}
 * does them by the {@link ExportResult}.
 */
public interface Exporter extends Component {

  /**
   * Makes one attempt. Blocks until the backend has answered or the request's deadline has passed;
   * runs on several virtual threads at once. Never throws for a reason that lies in the backend,
   * nor for one that lies in the data, with one exception: damaged bytes found while reading are
   * told by {@link MalformedTelemetryException}, which counts as refused for good.
   */
  ExportResult export(ExportRequest request);

  /**
   * One attempt to send.
   *
   * @param context what travels beside the data
   * @param telemetry the data, at least one item
   * @param deadline when the attempt must have ended
   * @param again whether the backend may have some of it already: from an attempt without an answer
   *     that could be trusted, or from an earlier run
   * @param origins where the items come from
   */
  record ExportRequest(
      Context context, Telemetry telemetry, Deadline deadline, boolean again, Origins origins) {

    /** A first attempt with items that nothing is known of. */
    public ExportRequest(Context context, Telemetry telemetry, Deadline deadline) {
      this(context, telemetry, deadline, false, Origins.UNKNOWN);
    }
  }
}
