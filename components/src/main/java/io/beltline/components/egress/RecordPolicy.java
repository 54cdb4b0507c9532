package io.beltline.components.egress;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.egress.EgressPolicyConfig.Encoded;
import io.beltline.delivery.EgressPolicy;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every text of every record, and at what an exporter encodes. A request in which nothing
 * matches is passed on as it is, after one look at each text. Safe for all threads.
 */
final class RecordPolicy implements EgressPolicy {
  private final RuleSet rules;
  private final Encoded encoded;
  private final boolean dryRun;
  private final Signal signal;
  private final EgressMetrics metrics;

  RecordPolicy(
      RuleSet rules, Encoded encoded, boolean dryRun, Signal signal, EgressMetrics metrics) {
    this.rules = rules;
    this.encoded = encoded;
    this.dryRun = dryRun;
    this.signal = signal;
    this.metrics = metrics;
  }

  @Override
  public Inspected inspect(Telemetry telemetry) {
    metrics.scanned(telemetry.itemCount());
    if (!mayMatch(telemetry)) {
      return new Inspected(telemetry, List.of());
    }
    RecordCut cut = cut(telemetry, rules::hardest);
    if (dryRun) {
      return new Inspected(telemetry, List.of());
    }
    List<Withheld> withheld = new ArrayList<>();
    for (Action action : List.of(Action.QUARANTINE, Action.BLOCK)) {
      Telemetry records = cut.records(action);
      if (!records.isEmpty()) {
        withheld.add(new Withheld(records, action == Action.QUARANTINE, why(cut.matched(action))));
      }
    }
    Telemetry passed = cut.records(Action.MASK);
    return new Inspected(passed.isEmpty() && !withheld.isEmpty() ? null : passed, withheld);
  }

  @Override
  public Telemetry masked(Telemetry telemetry) {
    return dryRun || !mayMatch(telemetry)
        ? telemetry
        : cut(telemetry, matched -> Action.MASK).records(Action.MASK);
  }

  private String why(BitSet matched) {
    return "the egress policy withholds it: " + rules.names(matched);
  }

  private boolean mayMatch(Telemetry telemetry) {
    RecordLook look = new RecordLook(rules);
    for (Slice chunk : telemetry.payload().chunks()) {
      if (look.mayMatch(signal, chunk)) {
        return true;
      }
    }
    return false;
  }

  private RecordCut cut(Telemetry telemetry, RecordCut.Judge judge) {
    RecordCut cut = new RecordCut(rules, signal, judge, metrics);
    telemetry.payload().chunks().forEach(cut::request);
    return cut;
  }

  @Override
  public @Nullable Refusal look(List<Slice> body) {
    if (encoded == Encoded.IGNORE) {
      return null;
    }
    Slice text = Payload.of(body).contiguous();
    if (!rules.mayMatch(text.array(), text.offset(), text.end())) {
      return null;
    }
    BitSet matched = new BitSet();
    rules.mask(text.array(), text.offset(), text.end(), false, matched);
    matched.stream().forEach(rule -> metrics.encoded(rules.name(rule)));
    if (matched.isEmpty() || dryRun || encoded == Encoded.COUNT) {
      return null;
    }
    boolean keep = rules.hardest(matched) == Action.QUARANTINE;
    return new Refusal(
        keep ? ExportResult.Action.DEAD_LETTER : ExportResult.Action.DROP,
        Status.of(Code.PERMISSION_DENIED),
        why(matched) + " (in the encoded request)",
        null,
        true,
        RULE);
  }
}
