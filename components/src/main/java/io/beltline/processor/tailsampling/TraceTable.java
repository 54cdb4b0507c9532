package io.beltline.processor.tailsampling;

import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.Wire;
import io.beltline.processor.tailsampling.Arrivals.Group;
import io.beltline.processor.tailsampling.Arrivals.Part;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The traces whose spans are held: those that wait for a decision, and those that are kept and wait
 * to be sent. Their spans stand outside the heap, as they came. Guarded by its owner's lock.
 *
 * <p>Spans that came together stand in one run: the number of their place, how many bytes and how
 * many spans they are, the number of the stored request they are in as well and their own number in
 * it, then the spans as fields of a ScopeSpans message.
 */
final class TraceTable {
  /** The bytes before the spans of a run. */
  static final int HEAD = 5 * Integer.BYTES;

  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int PLACE = 0;
  private static final int SIZE = Integer.BYTES;
  private static final int COUNT = 2 * Integer.BYTES;
  private static final int REQUEST = 3 * Integer.BYTES;
  private static final int NUMBER = 4 * Integer.BYTES;
  private static final int TAG = Wire.tag(ScopeSpansView.SPANS, Wire.BYTES);

  private final ReentrantLock lock = new ReentrantLock();
  private final BlockArena arena = new BlockArena();
  private final Places places = new Places();
  private final StoredRequests stored = new StoredRequests();
  private final Map<TraceId, PendingTrace> pending = new HashMap<>();
  private final TraceQueue byArrival = new TraceQueue();
  private final TraceQueue byRoot = new TraceQueue();
  private final ArrayDeque<PendingTrace> ready = new ArrayDeque<>();
  private final byte[] head = new byte[HEAD];
  private long spans;
  private long unstored;

  /** What guards it; it goes with the table from one owner to the next. */
  ReentrantLock lock() {
    return lock;
  }

  @Nullable PendingTrace find(TraceId id) {
    return pending.get(id);
  }

  /** Begins to wait for a trace. */
  PendingTrace open(TraceFacts facts, long nanoTime, Duration wait) {
    PendingTrace trace =
        new PendingTrace(facts, new SpanChain(arena), nanoTime, nanoTime + wait.toNanos());
    pending.put(facts.id(), trace);
    byArrival.add(trace, trace.dueNanos());
    return trace;
  }

  /** The root of a trace has come: it waits from here on no longer than this. */
  void rooted(PendingTrace trace, long dueNanos) {
    if (trace.queue == byArrival && dueNanos - trace.dueNanos() < 0) {
      byArrival.remove(trace);
      byRoot.add(trace, dueNanos);
    }
  }

  /** The requests on disk whose spans are held. */
  StoredRequests stored() {
    return stored;
  }

  /**
   * Holds spans that have come of a trace.
   *
   * @param request the number of the stored request they are in, or {@link StoredRequests#NONE}
   * @return how many spans; without those that had come to an end in an earlier life
   */
  int append(PendingTrace trace, Arrivals arrivals, Part part, int request) {
    StoredRequest kept = request == StoredRequests.NONE ? null : stored.get(request);
    int held = 0;
    int count = part.size();
    for (int from = 0; from < count; ) {
      int group = part.group(from);
      int to = from;
      int bytes = 0;
      while (to < count && part.group(to) == group) {
        int length = part.to(to) - part.from(to);
        bytes += 1 + Wire.sizeOf(length) + length;
        to++;
      }
      if (kept == null || !kept.passEnded()) {
        INT.set(head, REQUEST, request);
        INT.set(head, NUMBER, kept == null ? 0 : kept.run());
        run(trace.chain(), arrivals.group(group), part, from, to, bytes);
        held += to - from;
        unstored += kept == null ? to - from : 0;
      }
      from = to;
    }
    spans += held;
    return held;
  }

  /** Holds spans that another table held. */
  void append(PendingTrace trace, Run run) {
    INT.set(head, PLACE, places.use(run.place()));
    INT.set(head, SIZE, run.bytes().length);
    INT.set(head, COUNT, run.count());
    INT.set(head, REQUEST, StoredRequests.NONE);
    INT.set(head, NUMBER, 0);
    trace.chain().write(head, 0, HEAD);
    trace.chain().write(run.bytes(), 0, run.bytes().length);
    spans += run.count();
    unstored += run.count();
  }

  private void run(SpanChain chain, Group group, Part part, int from, int to, int bytes) {
    INT.set(head, PLACE, places.use(group.place()));
    INT.set(head, SIZE, bytes);
    INT.set(head, COUNT, to - from);
    chain.write(head, 0, HEAD);
    for (int i = from; i < to; i++) {
      int length = part.to(i) - part.from(i);
      head[0] = (byte) TAG;
      chain.write(head, 0, Wire.put(head, 1, length));
      chain.write(group.array(), part.from(i), length);
    }
  }

  /** Waits for a trace no longer. Its spans are still held. */
  void close(PendingTrace trace) {
    pending.remove(trace.facts().id());
    TraceQueue queue = trace.queue;
    if (queue != null) {
      queue.remove(trace);
    }
  }

  /** Lets the spans of a trace wait to be sent. */
  void ready(PendingTrace trace) {
    ready.add(trace);
  }

  /** A trace that is in nobody's way: its spans wait to be sent, apart from others of its id. */
  PendingTrace detached(TraceFacts facts, long nanoTime) {
    return new PendingTrace(facts, new SpanChain(arena), nanoTime, nanoTime);
  }

  /** The traces to be sent, in order; who has read one to its end takes it out. */
  ArrayDeque<PendingTrace> ready() {
    return ready;
  }

  /** Lets go of the spans of a trace; returns how many. */
  long discard(PendingTrace trace) {
    long gone = 0;
    SpanChain chain = trace.chain();
    while (chain.size() > 0) {
      chain.read(head, 0, HEAD);
      gone += done();
      stored.ended((int) INT.get(head, REQUEST), (int) INT.get(head, NUMBER));
      chain.skip((int) INT.get(head, SIZE));
    }
    return gone;
  }

  /** The run whose head was read last is not held any more; returns how many spans it has. */
  private int done() {
    places.release((int) INT.get(head, PLACE));
    int count = (int) INT.get(head, COUNT);
    spans -= count;
    unstored -= (int) INT.get(head, REQUEST) == StoredRequests.NONE ? count : 0;
    return count;
  }

  /**
   * Spans that are not held any more.
   *
   * @param place what stood around them
   * @param bytes the spans as fields of a ScopeSpans message
   * @param count how many
   * @param request the number of the stored request they are in, or {@link StoredRequests#NONE}
   * @param number their number in it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once
  record Run(Place place, byte[] bytes, int count, int request, int number) {}

  /**
   * The next spans of a trace; null if there are no more. Of a stored request they are held until
   * who has taken them says that they have ended.
   */
  @Nullable Run next(PendingTrace trace) {
    SpanChain chain = trace.chain();
    if (chain.size() == 0) {
      return null;
    }
    chain.read(head, 0, HEAD);
    Place place = places.get((int) INT.get(head, PLACE));
    byte[] bytes = new byte[(int) INT.get(head, SIZE)];
    int count = done();
    int request = (int) INT.get(head, REQUEST);
    int number = (int) INT.get(head, NUMBER);
    chain.read(bytes, 0, bytes.length);
    return new Run(place, bytes, count, request, number);
  }

  /** The trace that is due first, or null. */
  @Nullable PendingTrace due() {
    PendingTrace arrived = byArrival.first();
    PendingTrace rooted = byRoot.first();
    if (arrived == null || rooted == null) {
      return arrived == null ? rooted : arrived;
    }
    return arrived.dueInQueue - rooted.dueInQueue <= 0 ? arrived : rooted;
  }

  /** The traces that wait for a decision, in the order they came. */
  List<PendingTrace> byArrival() {
    return pending.values().stream()
        .sorted((a, b) -> Long.signum(a.arrivedNanos() - b.arrivedNanos()))
        .toList();
  }

  /** How many traces wait for a decision. */
  int size() {
    return pending.size();
  }

  /** How many spans are held. */
  long spans() {
    return spans;
  }

  /** How many spans are held that are in no stored request. */
  long unstored() {
    return unstored;
  }

  /** The bytes that held spans take. */
  long bytes() {
    return arena.usedBytes() + places.bytes() + stored.bytes();
  }

  /** The bytes taken outside the heap. */
  long takenBytes() {
    return arena.takenBytes();
  }

  /** Gives all memory back. */
  void free() {
    arena.close();
  }
}
