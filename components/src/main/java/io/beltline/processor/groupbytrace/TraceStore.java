package io.beltline.processor.groupbytrace;

import io.beltline.api.Context;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The traces that wait, the one that waits longest first. Safe for all threads. */
final class TraceStore {
  private final int mostTraces;
  private final long mostBytes;
  private final Map<HeldTrace.Key, HeldTrace> traces = new LinkedHashMap<>();
  private long bytes;

  /** Traces and bytes that were taken out to be sent, and may have to be sent again. */
  private int sending;

  private long sendingBytes;

  /**
   * An empty store.
   *
   * @param mostTraces how many traces it holds
   * @param mostBytes how many bytes of spans it holds
   */
  TraceStore(int mostTraces, long mostBytes) {
    this.mostTraces = mostTraces;
    this.mostBytes = mostBytes;
  }

  /**
   * Adds the spans of a request if there is room for all.
   *
   * @return how many spans were added; -1 if there is no room
   */
  synchronized int add(
      Map<Slice, List<Piece>> cut, Context context, HeldRequest request, long dueNanos) {
    boolean none = traces.isEmpty() && sending == 0; // a single request always fits
    if (!none && lacksRoom(more(cut, context), size(cut))) {
      return -1;
    }
    int spans = 0;
    for (Map.Entry<Slice, List<Piece>> one : cut.entrySet()) {
      HeldTrace.Key key = new HeldTrace.Key(one.getKey(), context);
      HeldTrace trace = traces.computeIfAbsent(key, k -> new HeldTrace(k, dueNanos));
      bytes += trace.add(one.getValue(), request);
      spans += one.getValue().size();
    }
    return spans;
  }

  private boolean lacksRoom(int more, long size) {
    return traces.size() + sending + more > mostTraces || bytes + sendingBytes + size > mostBytes;
  }

  private int more(Map<Slice, List<Piece>> cut, Context context) {
    int more = 0;
    for (Slice id : cut.keySet()) {
      more += traces.containsKey(new HeldTrace.Key(id, context)) ? 0 : 1;
    }
    return more;
  }

  private static long size(Map<Slice, List<Piece>> cut) {
    return cut.values().stream().flatMap(List::stream).mapToLong(p -> p.span().length()).sum();
  }

  /** Takes out the traces that are due, in the order they came. */
  synchronized List<HeldTrace> takeDue(long nanos) {
    List<HeldTrace> due = new ArrayList<>();
    Iterator<HeldTrace> walk = traces.values().iterator();
    while (walk.hasNext()) {
      HeldTrace trace = walk.next();
      if (trace.dueNanos() - nanos > 0) {
        break;
      }
      walk.remove();
      due.add(take(trace));
    }
    return due;
  }

  /** Takes out those that wait longest until there is room for the spans of a request. */
  synchronized List<HeldTrace> takeForRoom(Map<Slice, List<Piece>> cut, Context context) {
    int more = more(cut, context);
    long size = size(cut);
    List<HeldTrace> oldest = new ArrayList<>();
    long freed = 0;
    Iterator<HeldTrace> walk = traces.values().iterator();
    // what is taken out still counts as being sent until it is
    while (walk.hasNext() && lacksRoom(more - oldest.size(), size - freed)) {
      HeldTrace trace = walk.next();
      walk.remove();
      freed += trace.bytes();
      oldest.add(take(trace));
    }
    return oldest;
  }

  /** Takes all out. */
  synchronized List<HeldTrace> takeAll() {
    List<HeldTrace> all = new ArrayList<>();
    traces.values().forEach(trace -> all.add(take(trace)));
    traces.clear();
    return all;
  }

  private HeldTrace take(HeldTrace trace) {
    bytes -= trace.bytes();
    sending++;
    sendingBytes += trace.bytes();
    return trace;
  }

  /** Lets go of traces that were taken out. */
  synchronized void release(List<HeldTrace> sent) {
    sending -= sent.size();
    sent.forEach(
        trace -> {
          sendingBytes -= trace.bytes();
          trace.release();
        });
  }

  /** When the first trace is due; null if none waits. */
  synchronized @Nullable Long nextDue() {
    return traces.isEmpty() ? null : traces.values().iterator().next().dueNanos();
  }

  /** How many traces there are. */
  synchronized int size() {
    return traces.size() + sending;
  }
}
