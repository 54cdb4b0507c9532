package io.beltline.processor.tailsampling;

import io.beltline.api.ComponentId;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code tail_sampling}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/tailsamplingprocessor">the
 *     keys and defaults</a>
 */
public record TailSamplingConfig(
    @Doc("How long a trace waits for its spans, from the first, unless it is decided before.")
        @Default("30s")
        Duration decisionWait,
    @Doc("How long it waits at most from its root span on; 0 makes no difference.") @Default("0s")
        Duration decisionWaitAfterRootReceived,
    @Doc("How many undecided traces are held at most.") @Default("50000") long numTraces,
    @Doc(
            "What happens at num_traces or maximum_pending_bytes: true lets senders wait for room,"
                + " false decides the oldest traces by what has come of them.")
        @Default("false")
        boolean blockOnOverflow,
    @Doc("Accepted, without effect.") @Default("0") long expectedNewTracesPerSec,
    @Doc("The policies. Without any no trace is kept.") @Default("[]") List<PolicyConfig> policies,
    @Doc("How many decisions are remembered for spans that come late.")
        DecisionCacheConfig decisionCache,
    @Doc(
            "The file_storage extension that keeps what waits and what was decided across restarts;"
                + " not set: in memory.")
        @Nullable ComponentId tailStorage,
    @Doc("Keep a trace by the first policy that matches, without asking the others.")
        @Default("false")
        boolean sampleOnFirstMatch,
    @Doc("Accepted, without effect: traces are decided as soon as they can be.")
        @Default("trace-complete")
        SamplingStrategy samplingStrategy,
    @Doc("Drop undecided traces at shutdown instead of deciding by what has come of them.")
        @Default("false")
        boolean dropPendingTracesOnShutdown,
    @Doc("An undecided trace that becomes larger than this is dropped; 0 for no limit.")
        @Default("0")
        long maximumTraceSizeBytes,
    @Doc("Accepted, without effect.") @Default("1") int numShards,
    @Doc(
            "The most bytes that held spans may take outside the heap, in addition to what limits"
                + " the process; 0 for a quarter of what the process has room for, at most 256"
                + " MiB.")
        @Default("0")
        long maximumPendingBytes,
    @Doc("Write the sampling threshold into the trace state of spans that are kept.")
        @Default("true")
        boolean tracestate)
    implements Validated {

  private static final int MOST_SHARDS = 256;

  /** When a decision is made. */
  public enum SamplingStrategy {
    /** When all spans that came are known. */
    @Key("trace-complete")
    TRACE_COMPLETE,
    /** When spans come. */
    @Key("span-ingest")
    SPAN_INGEST
  }

  /** What users write under {@code decision_cache}. */
  public record DecisionCacheConfig(
      @Doc("Of how many traces it is remembered that they are kept; 0 for num_traces.")
          @Default("0")
          int sampledCacheSize,
      @Doc("Of how many traces it is remembered that they are not kept; 0 for num_traces.")
          @Default("0")
          int nonSampledCacheSize)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      notNegative("sampled_cache_size", sampledCacheSize, problems);
      notNegative("non_sampled_cache_size", nonSampledCacheSize, problems);
    }
  }

  private static void notNegative(String key, long value, Problems problems) {
    if (value < 0) {
      problems.add(key, "must not be negative");
    }
  }

  @Override
  public void validate(Problems problems) {
    if (decisionWait.isNegative()) {
      problems.add("decision_wait", "must not be negative (expected: a duration such as 30s)");
    }
    if (decisionWaitAfterRootReceived.isNegative()) {
      problems.add(
          "decision_wait_after_root_received",
          "must not be negative (expected: a duration such as 2s)");
    }
    if (numTraces < 1 || numTraces > Integer.MAX_VALUE / 4) {
      problems.add("num_traces", "must be 1 to " + Integer.MAX_VALUE / 4);
    }
    notNegative("expected_new_traces_per_sec", expectedNewTracesPerSec, problems);
    notNegative("maximum_trace_size_bytes", maximumTraceSizeBytes, problems);
    notNegative("maximum_pending_bytes", maximumPendingBytes, problems);
    if (numShards < 0 || numShards > MOST_SHARDS) {
      problems.add("num_shards", "must be 0 to " + MOST_SHARDS);
    }
    policies(problems);
  }

  private void policies(Problems problems) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < policies.size(); i++) {
      String name = policies.get(i).name();
      if (name.isEmpty()) {
        problems.add("policies::" + i + "::name", "is missing (expected: a name of its own)");
      } else if (!names.add(name)) {
        problems.add(
            "policies::" + i + "::name", "\"" + name + "\" is the name of another policy too");
      }
    }
  }

  /** How many decisions to keep a trace are remembered. */
  int sampledDecisions() {
    int size = decisionCache.sampledCacheSize();
    return size == 0 ? (int) numTraces : size;
  }

  /** How many decisions not to keep a trace are remembered. */
  int otherDecisions() {
    int size = decisionCache.nonSampledCacheSize();
    return size == 0 ? (int) numTraces : size;
  }
}
