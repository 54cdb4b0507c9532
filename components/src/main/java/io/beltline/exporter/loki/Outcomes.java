package io.beltline.exporter.loki;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.components.parts.Partition;
import io.beltline.exporter.loki.Verdict.Refused;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together what became of the lines of a batch. One thread. */
final class Outcomes {
  private final Telemetry telemetry;
  private final Map<Reason, BitSet> parts = new LinkedHashMap<>();

  Outcomes(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * What a plan has that cannot be sent is refused for good.
   *
   * @param longest how many bytes a line may have
   */
  void unsent(Plan plan, int longest) {
    forGood(
        plan.tooLong(),
        "a line has %d bytes (expected: at most %d, see limits::max_line_size)"
            .formatted(plan.longest(), longest));
    forGood(plan.ofNobody(), Tenants.rule());
  }

  private void forGood(BitSet items, String words) {
    if (!items.isEmpty()) {
      Refusal refusal = new Refusal(Action.DEAD_LETTER, Status.INVALID_ARGUMENT, words, null);
      parts.computeIfAbsent(new Reason(refusal, ""), all -> new BitSet()).or(items);
    }
  }

  /** Why lines were refused, and where they wait. */
  private record Reason(Refusal refusal, String lane) {}

  /** Lines were refused. */
  void refused(Refused refused) {
    BitSet items =
        parts.computeIfAbsent(new Reason(refused.refusal(), refused.lane()), all -> new BitSet());
    refused.lines().forEach(line -> items.set(line.item()));
  }

  /** What delivery is told. */
  ExportResult result() {
    if (parts.isEmpty()) {
      return ExportResult.delivered();
    }
    List<Part> told = new ArrayList<>();
    parts.forEach(
        (reason, items) ->
            told.add(
                new Part(Partition.of(telemetry, items), reason.refusal(), true, reason.lane())));
    Part first = told.getFirst();
    return told.size() == 1
            && first.lane().isEmpty()
            && first.telemetry().itemCount() == telemetry.itemCount()
        ? new ExportResult.Refused(first.refusal())
        : new ExportResult.Partial(told);
  }
}
