package io.beltline.processor.tailsampling;

import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.Meter;
import io.beltline.api.Meter.Counter;
import io.beltline.processor.tailsampling.Vote.Answer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks policies for their votes, and counts them and what they take. */
final class VoteCounters {
  private static final String NAME = "otelcol_processor_tail_sampling_";
  private static final long MICRO = 1000;

  private final Clock clock;
  private final List<OfPolicy> policies;
  private final Counter failures;

  /** The instruments of one policy. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record OfPolicy(
      Map<Answer, Counter> traces,
      Map<Answer, Counter> spans,
      Map<Answer, Counter> bytes,
      Counter executions,
      Counter micros,
      long[] rest) {}

  VoteCounters(Meter meter, ComponentId id, Clock clock, List<NamedPolicy> policies) {
    this.clock = clock;
    String prefix = id.name().isEmpty() ? "" : id.name() + ".";
    this.policies = policies.stream().map(one -> ofPolicy(meter, prefix + one.name())).toList();
    this.failures =
        meter.counter(
            NAME + "sampling_policy_evaluation_error",
            "{errors}",
            "Votes that policies could not give.",
            Map.of());
  }

  private static OfPolicy ofPolicy(Meter meter, String name) {
    Map<String, String> label = Map.of("policy", name);
    return new OfPolicy(
        answers(meter, name, "count_traces_sampled", "{traces}", "Traces by what a policy said."),
        answers(
            meter,
            name,
            "count_spans_sampled",
            "{spans}",
            "Spans of traces by what a policy said."),
        answers(meter, name, "count_bytes_sampled", "By", "Bytes of traces by what a policy said."),
        meter.counter(
            NAME + "sampling_policy_execution_count",
            "{executions}",
            "How often a policy was asked.",
            label),
        meter.counter(
            NAME + "sampling_policy_execution_time_sum",
            "us",
            "How long a policy took to answer.",
            label),
        new long[1]);
  }

  private static Map<Answer, Counter> answers(
      Meter meter, String policy, String name, String unit, String description) {
    Map<Answer, Counter> counters = new EnumMap<>(Answer.class);
    for (Answer answer : List.of(Answer.SAMPLED, Answer.NOT_SAMPLED, Answer.DROPPED)) {
      Map<String, String> labels =
          Map.of(
              "policy",
              policy,
              "sampled",
              Boolean.toString(answer == Answer.SAMPLED),
              "decision",
              answer.name().toLowerCase(Locale.ROOT));
      counters.put(answer, meter.counter(NAME + name, unit, description, labels));
    }
    return counters;
  }

  /** The vote of a policy. Called by one thread at a time. */
  Vote vote(int index, Policy policy, TraceFacts trace, long nanoTime) {
    OfPolicy counted = policies.get(index);
    long begun = clock.nanoTime();
    Vote vote = policy.vote(trace, nanoTime);
    long nanos = counted.rest[0] + Math.max(0, clock.nanoTime() - begun);
    counted.rest[0] = nanos % MICRO;
    counted.micros.add(nanos / MICRO);
    counted.executions.add(1);
    Counter traces = counted.traces.get(vote.answer());
    Counter spans = counted.spans.get(vote.answer());
    Counter bytes = counted.bytes.get(vote.answer());
    if (traces == null || spans == null || bytes == null) {
      failures.add(1);
    } else {
      traces.add(1);
      spans.add(trace.spans());
      bytes.add(trace.bytes());
    }
    return vote;
  }
}
