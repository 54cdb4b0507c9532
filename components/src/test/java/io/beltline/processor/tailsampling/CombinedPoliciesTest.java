package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.PolicyCase.ERROR;
import static io.beltline.processor.tailsampling.PolicyCase.kept;
import static io.beltline.processor.tailsampling.PolicyCase.one;
import static io.beltline.processor.tailsampling.PolicyCase.out;
import static io.beltline.processor.tailsampling.Sampling.lasting;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;

import io.beltline.processor.tailsampling.PolicyCase.When;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies that stand inside others, and several together. */
class CombinedPoliciesTest {
  static Stream<PolicyCase> combined() {
    String error = "{name: e, type: status_code, status_code: {status_codes: [ERROR]}}";
    String slow = "{name: l, type: latency, latency: {threshold_ms: 100}}";
    String half = "{name: h, type: probabilistic, probabilistic: {sampling_percentage: 50}}";
    String and = "{name: p, type: and, and: {and_sub_policy: [%s, %s]}}";
    String not = "{name: n, type: not, not: {not_sub_policy: %s}}";
    String drop = "{name: d, type: drop, drop: {drop_sub_policy: [%s]}}";
    String composite =
        "{name: c, type: composite, composite: {max_total_spans_per_second: %d, policy_order: [l,"
            + " e], composite_sub_policy: ["
            + error
            + ", "
            + slow
            + "], rate_allocation: [{policy: l, percent: 50}]}}";
    String rest =
        "{name: c, type: composite, composite: {max_total_spans_per_second: 100,"
            + " composite_sub_policy: ["
            + error
            + ", "
            + slow
            + ", {name: all, type: always_sample}], rate_allocation: [{policy: l, percent: 50},"
            + " {policy: e, percent: 25}]}}";
    return Stream.of(
        kept("both", and.formatted(error, slow), When.AT_ONCE, one(ERROR), one(lasting(0, 101))),
        out("one of both", and.formatted(error, slow), When.LATER, one(ERROR)),
        kept("and not", and.formatted(error, not.formatted(slow)), When.LATER, one(ERROR)),
        out(
            "and not, which is",
            and.formatted(error, not.formatted(slow)),
            When.AT_ONCE,
            one(lasting(0, 101))),
        kept("not", not.formatted(slow), When.LATER, one(lasting(0, 99))),
        out("not what is", not.formatted(slow), When.AT_ONCE, one(lasting(0, 101))),
        out(
            "dropped",
            drop.formatted(error) + ", {name: all, type: always_sample}",
            When.AT_ONCE,
            one(""),
            one(ERROR)),
        kept(
            "not dropped",
            drop.formatted(error) + ", {name: all, type: always_sample}",
            When.LATER,
            one("")),
        out(
            "dropped whatever others say",
            "{name: all, type: always_sample}, " + drop.formatted(error),
            When.AT_ONCE,
            one(ERROR)),
        kept(
            "dropped by two of which one does not match",
            drop.formatted(error + ", " + slow) + ", {name: all, type: always_sample}",
            When.LATER,
            one(ERROR)),
        kept(
            "the one or the other",
            error + ", " + slow,
            When.AT_ONCE,
            one(""),
            one(lasting(0, 200))),
        out("neither", error + ", " + slow, When.LATER, one("")),
        kept(
            "a share, and an error at last",
            half + ", " + error,
            When.AT_ONCE,
            one(""),
            one(ERROR)),
        kept("composite", composite.formatted(2), When.LATER, one(ERROR)),
        out(
            "composite beyond a share",
            composite.formatted(2),
            When.LATER,
            plain(span(1, 1, lasting(0, 200)), span(1, 2, ERROR))),
        kept("composite up to what is left", rest, When.LATER, spans(25)),
        out("composite beyond what is left", rest, When.LATER, spans(30)),
        out("composite of nothing", composite.formatted(2), When.LATER, one("")));
  }

  private static String spans(int count) {
    return plain(IntStream.rangeClosed(1, count).mapToObj(i -> span(1, i)).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("combined")
  void isKept(PolicyCase tried) {
    tried.check();
  }
}
