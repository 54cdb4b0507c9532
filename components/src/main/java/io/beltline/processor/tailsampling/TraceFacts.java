package io.beltline.processor.tailsampling;

/** What policies want to know of the spans that have come of a trace. Guarded by its owner. */
final class TraceFacts {
  private final TraceId id;
  private final long[] answers;
  private long firstStart = Long.MAX_VALUE;
  private long lastEnd;
  private long spans;
  private long bytes;
  private long randomness = -1;
  private boolean sampledBefore;
  private boolean root;

  /**
   * Nothing has come yet.
   *
   * @param words how many times 64 questions there are
   */
  TraceFacts(TraceId id, int words) {
    this.id = id;
    this.answers = new long[words];
  }

  TraceId id() {
    return id;
  }

  int words() {
    return answers.length;
  }

  /** Whether some span or resource answered a question with yes. */
  boolean isTrue(int question) {
    return (answers[question >> 6] & 1L << question) != 0;
  }

  void answered(int word, long yes) {
    answers[word] |= yes;
  }

  /** A span of so many bytes. Times in nanoseconds since 1970; 0 for not known. */
  void span(long start, long end, int size) {
    if (start > 0) {
      firstStart = Math.min(firstStart, start);
    }
    lastEnd = Math.max(lastEnd, end);
    spans++;
    bytes += size;
  }

  /** Further bytes stand around its spans. */
  void around(int size) {
    bytes += size;
  }

  /** The trace state of a span says something; randomness is -1 if not that. */
  void traceState(long explicit, boolean sampled) {
    randomness = Math.max(randomness, explicit);
    sampledBefore |= sampled;
  }

  void rooted() {
    root = true;
  }

  /** Adds what is known of further spans. */
  void add(TraceFacts more) {
    for (int i = 0; i < answers.length; i++) {
      answers[i] |= more.answers[i];
    }
    firstStart = Math.min(firstStart, more.firstStart);
    lastEnd = Math.max(lastEnd, more.lastEnd);
    spans += more.spans;
    bytes += more.bytes;
    traceState(more.randomness, more.sampledBefore);
    root |= more.root;
  }

  /** From the earliest start to the latest end in nanoseconds; 0 if either is not known. */
  long duration() {
    return firstStart == Long.MAX_VALUE ? 0 : Math.max(0, lastEnd - firstStart);
  }

  long spans() {
    return spans;
  }

  /** About how many bytes a request of its spans has, with what stands around them. */
  long bytes() {
    return bytes;
  }

  /** The randomness a span names, the largest if they differ; -1 for none. */
  long randomness() {
    return randomness;
  }

  /** Whether a span names the threshold it was sampled by. */
  boolean isSampledBefore() {
    return sampledBefore;
  }

  /** Whether a span without a parent has come. */
  boolean hasRoot() {
    return root;
  }
}
