package io.beltline.api;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * The end has begun for a queue in front of this exporter whose requests are kept on disk. An
   * exporter that waits and tries again by itself, for one of several backends, gives back at once
   * what waits for one that fails, as refused for the moment; what is being sent goes on. Others
   * have nothing to do. Called at most once a signal, before {@link #shutdown}.
   *
   * @param signal what the queue holds
   */
  default void ending(Signal signal) {}

  /**
   * One attempt to send.
   *
   * @param context what travels beside the data
   * @param telemetry the data, at least one item
   * @param deadline when the attempt must have ended
   * @param origins where the items come from, and which of them the backend may have already
   * @param lanes where items wait by themselves
   * @param outgoing looks at what the exporter has encoded before it is sent
   */
  record ExportRequest(
      Context context,
      Telemetry telemetry,
      Deadline deadline,
      Origins origins,
      Lanes lanes,
      Outgoing outgoing) {

    /** An attempt whose encoded form nobody looks at. */
    public ExportRequest(
        Context context, Telemetry telemetry, Deadline deadline, Origins origins, Lanes lanes) {
      this(context, telemetry, deadline, origins, lanes, Outgoing.UNCHECKED);
    }

    /** A first attempt with items that nothing is known of, beside which nothing waits. */
    public ExportRequest(Context context, Telemetry telemetry, Deadline deadline) {
      this(context, telemetry, deadline, Origins.UNKNOWN, Lanes.NONE);
    }

    /** An attempt beside which nothing waits. */
    public ExportRequest(Context context, Telemetry telemetry, Deadline deadline, Origins origins) {
      this(context, telemetry, deadline, origins, Lanes.NONE);
    }

    /** A first attempt with items that nothing is known of. */
    public ExportRequest(Context context, Telemetry telemetry, Deadline deadline, Lanes lanes) {
      this(context, telemetry, deadline, Origins.UNKNOWN, lanes);
    }
  }

  /**
   * Where items of an exporter wait for another attempt without keeping others waiting, because an
   * earlier attempt said so ({@link ExportResult.Part#lane}). Each lane keeps the order in which
   * items came to it. Safe for all threads.
   */
  interface Lanes {
    /** Nothing waits. */
    Lanes NONE =
        new Lanes() {
          @Override
          public boolean isOccupied(String lane) {
            return false;
          }

          @Override
          public String own() {
            return "";
          }
        };

    /** Whether items of a lane wait or are being sent: what belongs behind them must join it. */
    boolean isOccupied(String lane);

    /** The lane that the items of this attempt come from; empty if they come from none. */
    String own();
  }

  /**
   * Looks at what an exporter has encoded, as the last step before it is compressed and sent. An
   * exporter whose requests are the telemetry's own bytes need not ask. Safe for all threads.
   */
  interface Outgoing {
    /** Nobody looks. */
    Outgoing UNCHECKED = body -> null;

    /**
     * Looks at an encoded request or document.
     *
     * @param body its bytes before compression, in order
     * @return null if it may be sent, else the refusal that stands in the place of an answer
     */
    ExportResult.@Nullable Refusal look(List<Slice> body);
  }
}
