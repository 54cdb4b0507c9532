package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.PolicyCase.ERROR;
import static io.beltline.processor.tailsampling.PolicyCase.OK;
import static io.beltline.processor.tailsampling.PolicyCase.around;
import static io.beltline.processor.tailsampling.PolicyCase.kept;
import static io.beltline.processor.tailsampling.PolicyCase.one;
import static io.beltline.processor.tailsampling.PolicyCase.out;
import static io.beltline.processor.tailsampling.PolicyCase.policy;
import static io.beltline.processor.tailsampling.Sampling.lasting;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;

import io.beltline.processor.tailsampling.PolicyCase.When;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies that look at a trace as a whole: how long, how many, how much, which share. */
class TracePoliciesTest {
  private static String latency(String section) {
    return policy("latency", "latency: " + section);
  }

  static Stream<PolicyCase> simple() {
    String spanCount = "span_count: {min_spans: 2, max_spans: 3}";
    return Stream.of(
        kept("all", policy("always_sample", ""), When.AT_ONCE, one("")),
        out("no policies", "", When.AT_ONCE, one("")),
        kept("long", latency("{threshold_ms: 100}"), When.AT_ONCE, one(lasting(0, 101))),
        kept("just as long", latency("{threshold_ms: 100}"), When.AT_ONCE, one(lasting(0, 100))),
        out("shorter", latency("{threshold_ms: 100}"), When.LATER, one(lasting(0, 99))),
        kept(
            "long together",
            latency("{threshold_ms: 100}"),
            When.AT_ONCE,
            one(lasting(50, 90)),
            one(lasting(0, 20)),
            one(lasting(80, 150))),
        kept(
            "at the bound",
            latency("{threshold_ms: 1, upper_threshold_ms: 9}"),
            When.LATER,
            one(lasting(0, 9))),
        out(
            "beyond the bound",
            latency("{threshold_ms: 1, upper_threshold_ms: 9}"),
            When.AT_ONCE,
            one(lasting(0, 9)),
            one(lasting(5, 10))),
        out(
            "short of the bound",
            latency("{threshold_ms: 1, upper_threshold_ms: 9}"),
            When.LATER,
            one(lasting(0, 1))),
        out(
            "without times",
            latency("{threshold_ms: 100}"),
            When.LATER,
            one("\"endTimeUnixNano\":\"1\"")),
        kept("latency by default", policy("latency", ""), When.AT_ONCE, one(lasting(0, 1))),
        kept(
            "enough spans",
            policy("span_count", "span_count: {min_spans: 2}"),
            When.AT_ONCE,
            plain(span(1, 1), span(1, 2))),
        out(
            "too few spans",
            policy("span_count", "span_count: {min_spans: 2}"),
            When.LATER,
            one("")),
        kept(
            "not too many spans",
            policy("span_count", spanCount),
            When.LATER,
            one(""),
            one(""),
            one("")),
        out(
            "too many spans",
            policy("span_count", spanCount),
            When.AT_ONCE,
            one(""),
            one(""),
            one(""),
            one("")),
        kept(
            "an error",
            policy("status_code", "status_code: {status_codes: [ERROR]}"),
            When.AT_ONCE,
            one(OK),
            one(ERROR)),
        out(
            "no error",
            policy("status_code", "status_code: {status_codes: [ERROR]}"),
            When.LATER,
            one(OK),
            one("")),
        kept(
            "unset",
            policy("status_code", "status_code: {status_codes: [OK, UNSET]}"),
            When.AT_ONCE,
            one("")),
        out(
            "neither ok nor unset",
            policy("status_code", "status_code: {status_codes: [OK, UNSET]}"),
            When.LATER,
            one(ERROR)),
        kept("sampled flag", policy("trace_flags", ""), When.AT_ONCE, one("\"flags\":257")),
        out("other flags", policy("trace_flags", ""), When.LATER, one("\"flags\":256")),
        kept(
            "rate",
            policy("rate_limiting", "rate_limiting: {spans_per_second: 1}"),
            When.LATER,
            plain(span(1, 1), span(1, 2))),
        out(
            "more than a burst",
            policy("rate_limiting", "rate_limiting: {spans_per_second: 1}"),
            When.AT_ONCE,
            plain(span(1, 1), span(1, 2), span(1, 3))),
        kept(
            "bytes",
            policy("bytes_limiting", "bytes_limiting: {bytes_per_second: 1, burst_capacity: 100}"),
            When.LATER,
            one("")),
        out(
            "too many bytes with the resource",
            policy("bytes_limiting", "bytes_limiting: {bytes_per_second: 1, burst_capacity: 400}"),
            When.AT_ONCE,
            around("k", "{\"stringValue\":\"" + "v".repeat(400) + "\"}", span(1, 1))),
        kept(
            "bytes with a resource that counts once",
            policy("bytes_limiting", "bytes_limiting: {bytes_per_second: 1, burst_capacity: 600}"),
            When.LATER,
            around("k", "{\"stringValue\":\"" + "v".repeat(400) + "\"}", span(1, 1), span(1, 2))),
        out(
            "too many bytes",
            policy("bytes_limiting", "bytes_limiting: {bytes_per_second: 10}"),
            When.AT_ONCE,
            one("")));
  }

  static Stream<PolicyCase> probabilistic() {
    return Stream.of(
        kept(
            "all of them",
            policy("probabilistic", "probabilistic: {sampling_percentage: 100}"),
            When.AT_ONCE,
            one("")),
        out("none of them", policy("probabilistic", ""), When.AT_ONCE, one("")),
        kept(
            "by randomness",
            policy("probabilistic", "probabilistic: {sampling_percentage: 50}"),
            When.AT_ONCE,
            one("\"traceState\":\"ot=rv:80000000000000\"")),
        out(
            "by other randomness",
            policy("probabilistic", "probabilistic: {sampling_percentage: 50}"),
            When.AT_ONCE,
            one("\"traceState\":\"ot=rv:7fffffffffffff\"")),
        out(
            "by the id where it was sampled before",
            policy("probabilistic", "probabilistic: {sampling_percentage: 99}"),
            When.LATER,
            one("\"traceState\":\"ot=th:8\"")));
  }

  @ParameterizedTest
  @MethodSource({"simple", "probabilistic"})
  void isKept(PolicyCase tried) {
    tried.check();
  }
}
