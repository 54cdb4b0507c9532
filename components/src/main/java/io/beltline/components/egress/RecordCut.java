package io.beltline.components.egress;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Field;
import io.beltline.model.otlp.MessageType;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.model.otlp.Wire;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts requests into what is sent, what is kept and what is dropped, all of it masked. A record is
 * a span, a metric with all its points, or a log record; what matches in a resource or scope
 * concerns all records below it. Profiles stay whole. One thread.
 */
final class RecordCut {
  /** Resources, scopes, records. */
  private static final int RECORDS = 2;

  private final RuleSet rules;
  private final RecordCopy copy;
  private final Signal signal;
  private final Judge judge;
  private final EgressMetrics metrics;
  private final Map<Action, List<Slice>> requests = new EnumMap<>(Action.class);
  private final Map<Action, BitSet> reasons = new EnumMap<>(Action.class);

  /** Says what is done where some rules match. */
  interface Judge {
    /** The action. */
    Action of(BitSet matched);
  }

  RecordCut(RuleSet rules, Signal signal, Judge judge, EgressMetrics metrics) {
    this.rules = rules;
    this.copy = new RecordCopy(rules);
    this.signal = signal;
    this.judge = judge;
    this.metrics = metrics;
    for (Action action : Action.values()) {
      requests.put(action, new ArrayList<>());
      reasons.put(action, new BitSet());
    }
  }

  /** The records with which something is done. */
  Telemetry records(Action action) {
    return Telemetry.of(signal, Payload.of(requests.getOrDefault(action, List.of())));
  }

  /** The rules by which it is done. */
  BitSet matched(Action action) {
    return reasons.getOrDefault(action, new BitSet());
  }

  /** Cuts a request. */
  void request(Slice request) {
    MessageType type = OtlpJson.request(signal);
    if (signal == Signal.PROFILES) {
      WireWriter out = new WireWriter(request.length());
      BitSet matched = new BitSet();
      copy.message(type, request.array(), request.offset(), request.end(), out, matched);
      Slice whole = out.toSlice();
      put(judged(matched, Telemetry.of(signal, Payload.of(whole)).itemCount()), whole);
      return;
    }
    level(type, request.array(), request.offset(), request.end(), 0, new BitSet())
        .forEach((action, out) -> put(action, out.toSlice()));
  }

  private void put(Action action, Slice request) {
    requests.computeIfAbsent(action, all -> new ArrayList<>()).add(request);
  }

  private Action judged(BitSet matched, long items) {
    Action action = judge.of(matched);
    reasons.computeIfAbsent(action, all -> new BitSet()).or(matched);
    metrics.matched(rules, matched, items);
    return action;
  }

  /** The parts of a message above the records; those without records are left out. */
  private Map<Action, WireWriter> level(
      MessageType type, byte[] b, int from, int to, int level, BitSet above) {
    int below = level == 0 ? 1 : 2;
    WireWriter own = new WireWriter();
    BitSet matched = (BitSet) above.clone();
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(b, at, to);
      at =
          (int) opened == Wire.tag(below, Wire.BYTES)
              ? Wire.skip(b, (int) (opened >>> 32), to, Wire.BYTES)
              : copy.field(type, b, at, to, own, matched, 0);
    }
    Map<Action, WireWriter> parts = new EnumMap<>(Action.class);
    Field child = type.field(below);
    MessageType inner = child == null ? null : child.message();
    for (int at = from; inner != null && at < to; ) {
      long opened = Wire.tagAt(b, at, to);
      int value = (int) (opened >>> 32);
      at = Wire.skip(b, value, to, (int) opened & 7);
      if ((int) opened == Wire.tag(below, Wire.BYTES)) {
        int start = (int) (Wire.open(b, value, to) >>> 32);
        Map<Action, WireWriter> found =
            level == RECORDS
                ? record(inner, b, start, at, matched)
                : level(inner, b, start, at, level + 1, matched);
        found.forEach(
            (action, out) ->
                parts
                    .computeIfAbsent(action, none -> new WireWriter().raw(own.toSlice()))
                    .bytes(below, out.toSlice()));
      }
    }
    return parts;
  }

  private Map<Action, WireWriter> record(
      MessageType type, byte[] b, int from, int to, BitSet above) {
    WireWriter out = new WireWriter(to - from);
    BitSet matched = (BitSet) above.clone();
    copy.message(type, b, from, to, out, matched);
    return Map.of(judged(matched, matched.isEmpty() ? 0 : items(out.toSlice())), out);
  }

  /** How many items a record is. */
  private long items(Slice record) {
    Slice scope = new WireWriter(record.length() + 8).bytes(2, record).toSlice();
    Slice resource = new WireWriter(scope.length() + 8).bytes(2, scope).toSlice();
    Slice request = new WireWriter(resource.length() + 8).bytes(1, resource).toSlice();
    return Telemetry.of(signal, Payload.of(request)).itemCount();
  }
}
