package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.lasting;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The processor against a model that sees all spans of a trace at once. */
class SamplingPropertyTest {

  /** A span of which everything the policies look at is in one number. */
  private record Tried(int trace, int id, int kind) {
    boolean failed() {
      return kind % 7 == 0;
    }

    boolean marked() {
      return kind % 5 == 0;
    }

    int start() {
      return kind % 50;
    }

    int end() {
      return start() + kind / 3 % 120;
    }

    String json() {
      String fields = lasting(start(), end()) + (failed() ? "," + status(2) : "");
      return Sampling.span(
          trace,
          id,
          fields + (marked() ? "," + Sampling.attribute("k", "{\"stringValue\":\"a\"}") : ""));
    }
  }

  /** A policy as it is written and as it is meant. */
  private record Meant(String policy, boolean drops, Predicate<List<Tried>> matches) {}

  private static final Predicate<List<Tried>> FAILED = s -> s.stream().anyMatch(Tried::failed);
  private static final Predicate<List<Tried>> MARKED = s -> s.stream().anyMatch(Tried::marked);

  private static int lasts(List<Tried> spans) {
    return spans.stream().mapToInt(Tried::end).max().orElseThrow()
        - spans.stream().mapToInt(Tried::start).min().orElseThrow();
  }

  private static final String ERROR = "type: status_code, status_code: {status_codes: [ERROR]}}";
  private static final String SLOW = "type: latency, latency: {threshold_ms: 100}}";
  private static final String A = "type: string_attribute, string_attribute: {key: k, values: [a]";

  private static final List<Meant> POLICIES =
      List.of(
          new Meant("{name: p0, " + ERROR, false, FAILED),
          new Meant("{name: p1, " + SLOW, false, s -> lasts(s) >= 100),
          new Meant(
              "{name: p2, type: latency, latency: {threshold_ms: 10, upper_threshold_ms: 90}}",
              false,
              s -> lasts(s) > 10 && lasts(s) <= 90),
          new Meant(
              "{name: p3, type: span_count, span_count: {min_spans: 5}}",
              false,
              s -> s.size() >= 5),
          new Meant(
              "{name: p4, type: span_count, span_count: {min_spans: 2, max_spans: 3}}",
              false,
              s -> s.size() >= 2 && s.size() <= 3),
          new Meant("{name: p5, " + A + "}}", false, MARKED),
          new Meant("{name: p6, " + A + ", invert_match: true}}", false, MARKED.negate()),
          new Meant(
              "{name: p7, type: and, and: {and_sub_policy: [{name: a, "
                  + ERROR
                  + ", {name: b, type: not, not: {not_sub_policy: {name: c, "
                  + SLOW
                  + "}}]}}",
              false,
              s -> FAILED.test(s) && lasts(s) < 100),
          new Meant(
              "{name: p8, type: drop, drop: {drop_sub_policy: [{name: d, "
                  + A
                  + "}}, {name: e, "
                  + ERROR
                  + "]}}",
              true,
              s -> MARKED.test(s) && FAILED.test(s)),
          new Meant(
              "{name: p9, type: ottl_condition, ottl_condition: {span: ['attributes[\"k\"] == \"a\""
                  + " and status.code == 2']}}",
              false,
              s -> s.stream().anyMatch(one -> one.marked() && one.failed())));

  @Property(tries = 300, seed = "20261128")
  void decisionsAreTheModelsWhateverTheOrder(
      @ForAll @IntRange(min = 1, max = 1023) int chosen,
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 1000) Integer> kinds,
      @ForAll @IntRange(min = 1, max = 9) int perRequest,
      @ForAll boolean thresholds,
      @ForAll long seed) {
    List<Meant> policies = new ArrayList<>();
    for (int i = 0; i < POLICIES.size(); i++) {
      if ((chosen & 1 << i) != 0) {
        policies.add(POLICIES.get(i));
      }
    }
    Random random = new Random(seed);
    Collections.shuffle(policies, random);
    List<Tried> spans = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      spans.add(new Tried(kinds.get(i) % 6, i + 1, kinds.get(i)));
    }
    TreeSet<Integer> expected = new TreeSet<>();
    Map<Integer, List<Tried>> byTrace = spans.stream().collect(Collectors.groupingBy(Tried::trace));
    byTrace.values().stream()
        .filter(trace -> isKept(policies, trace))
        .forEach(trace -> trace.forEach(span -> expected.add(span.id())));
    Collections.shuffle(spans, random);
    Sampling sampling =
        new Sampling(
            "{tracestate: %s, policies: [%s]}"
                .formatted(
                    thresholds,
                    policies.stream().map(Meant::policy).collect(Collectors.joining(", "))));
    for (int i = 0; i < spans.size(); i += perRequest) {
      sampling.take(
          plain(
              spans.subList(i, Math.min(spans.size(), i + perRequest)).stream()
                  .map(Tried::json)
                  .toArray(String[]::new)));
      if (random.nextInt(4) == 0) {
        sampling.pass(Duration.ofMillis(random.nextInt(500)));
      }
    }
    sampling.pass(Duration.ofSeconds(31));
    assertThat(sampling.sent()).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(sampling.sent())).isEqualTo(expected);
    assertThat(sampling.booked("held")).isZero();
    assertThat(sampling.settings.ledger().removed()).isEqualTo(spans.size() - expected.size());
  }

  private static boolean isKept(List<Meant> policies, List<Tried> trace) {
    return policies.stream().noneMatch(one -> one.drops() && one.matches().test(trace))
        && policies.stream().anyMatch(one -> !one.drops() && one.matches().test(trace));
  }

  @Property(tries = 200, seed = "20261128")
  void chainsGiveBackWhatWasWritten(
      @ForAll @Size(max = 60) List<@IntRange(max = 900) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 5) int chains) {
    try (BlockArena arena = new BlockArena()) {
      List<SpanChain> all = new ArrayList<>();
      for (int i = 0; i < chains; i++) {
        all.add(new SpanChain(arena));
      }
      for (int i = 0; i < lengths.size(); i++) {
        byte[] bytes = new byte[lengths.get(i)];
        java.util.Arrays.fill(bytes, (byte) i);
        all.get(i % chains).write(bytes, 0, bytes.length);
      }
      for (int i = 0; i < lengths.size(); i++) {
        byte[] bytes = new byte[lengths.get(i)];
        if (i % 3 == 2) {
          all.get(i % chains).skip(bytes.length);
          continue;
        }
        all.get(i % chains).read(bytes, 0, bytes.length);
        for (byte b : bytes) {
          assertThat(b).isEqualTo((byte) i);
        }
      }
      assertThat(arena.usedBytes()).isZero();
    }
  }

  @Property(tries = 200, seed = "20261128")
  void theLastDecisionsAreRemembered(
      @ForAll @IntRange(min = 1, max = 3000) int most,
      @ForAll @IntRange(max = 8000) int count,
      @ForAll long seed) {
    DecisionRing ring = new DecisionRing(most);
    Random random = new Random(seed);
    List<TraceId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(new TraceId(random.nextLong(3), i + (random.nextLong(4) << 40)));
      ring.add(ids.getLast(), i, i);
    }
    for (int i = 0; i < count; i++) {
      int at = ring.find(ids.get(i));
      if (i >= count - most) {
        assertThat(ring.value(at)).isEqualTo(i);
      } else {
        assertThat(at).isNegative();
      }
    }
    assertThat(ring.size()).isEqualTo(Math.min(most, count));
    for (int i = 0; i < ring.size(); i++) {
      assertThat(ring.id(ring.oldest(i))).isEqualTo(ids.get(count - ring.size() + i));
    }
  }
}
