package io.beltline.exporter.loadbalancing;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.model.Mergeable;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Splitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what became of the shares of one request. One thread. */
final class Outcomes {
  private final Telemetry whole;
  private final List<Part> parts = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();

  Outcomes(Telemetry whole) {
    this.whole = whole;
  }

  /** Some items of a share that a backend took without them, and does not name. */
  private record Rejection(Telemetry share, int items, String message) {}

  /** Whether an answer leaves the share to be sent to somebody else. */
  boolean passes(ConsumeResult result) {
    return result instanceof Retryable;
  }

  /** A share has come to its end at its backend. */
  void add(Telemetry share, ConsumeResult result) {
    switch (result) {
      case Accepted(long rejected, String message) -> {
        if (rejected > 0) {
          rejections.add(new Rejection(share, Math.clamp(rejected, 1, share.itemCount()), message));
        }
        say(message);
      }
      case Retryable(Status status, String message, Duration after) ->
          refused(share, Action.RETRY, status, message, after);
      case Permanent(Status status, String message) -> {
        Refusal read = LoadBalancingExporterConfig.ANSWERS.grpc(status.code(), message, null);
        parts.add(
            new Part(
                share,
                new Refusal(Action.DEAD_LETTER, status, message, null, read.bisect(), read.rule()),
                true));
      }
    }
  }

  /** A share did not come to any backend. */
  void refused(
      Telemetry share, Action action, Status status, String message, @Nullable Duration after) {
    parts.add(new Part(share, new Refusal(action, status, message, after)));
  }

  private void say(String message) {
    if (!message.isEmpty() && words.indexOf(message) < 0) {
      words.append(words.isEmpty() ? "" : "; ").append(message);
    }
  }

  /** What became of the request. */
  ExportResult result() {
    long rejected = rejections.stream().mapToLong(Rejection::items).sum();
    if (parts.isEmpty()) {
      return rejected == 0 && words.isEmpty()
          ? ExportResult.delivered()
          : new ExportResult.Delivered(rejected, words.toString());
    }
    if (parts.size() == 1 && parts.getFirst().telemetry().itemCount() == whole.itemCount()) {
      return new ExportResult.Refused(parts.getFirst().refusal());
    }
    List<Part> all = new ArrayList<>(parts);
    for (Rejection rejection : rejections) {
      Telemetry lost = first(rejection.share(), rejection.items());
      Refusal refusal =
          new Refusal(Action.DROP, Status.INVALID_ARGUMENT, rejection.message(), null);
      all.add(new Part(lost, refusal));
    }
    return new ExportResult.Partial(all);
  }

  /** So many items of a share: as the backend names none, any will do for the books. */
  private static Telemetry first(Telemetry share, int items) {
    return share instanceof Mergeable some ? Splitter.byItems(some, items).getFirst() : share;
  }
}
