package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.attribute;
import static io.beltline.processor.tailsampling.Sampling.lasting;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.resource;
import static io.beltline.processor.tailsampling.Sampling.span;
import static io.beltline.processor.tailsampling.Sampling.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.processor.Requests;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each policy by cases: what comes of one trace, whether it is kept, and whether at once. */
class PoliciesTest {
  private static final String ERROR = status(2);
  private static final String OK = status(1);

  /** When a trace is known to be kept or not: with its last span, or when its time is up. */
  private enum When {
    AT_ONCE,
    LATER
  }

  private record Case(
      String name, String policies, List<String> requests, boolean kept, When when) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case kept(String name, String policies, When when, String... requests) {
    return new Case(name, policies, List.of(requests), true, when);
  }

  private static Case out(String name, String policies, When when, String... requests) {
    return new Case(name, policies, List.of(requests), false, when);
  }

  private static String policy(String type, String section) {
    return "{name: p, type: %s%s}".formatted(type, section.isEmpty() ? "" : ", " + section);
  }

  private static String latency(String section) {
    return policy("latency", "latency: " + section);
  }

  private static String one(String fields) {
    return plain(span(1, 1, fields));
  }

  private static String around(String key, String value, String... spans) {
    return resource(Requests.attributes(key, value), spans);
  }

  static Stream<Case> simple() {
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
            "too many bytes",
            policy("bytes_limiting", "bytes_limiting: {bytes_per_second: 10}"),
            When.AT_ONCE,
            one("")));
  }

  static Stream<Case> probabilistic() {
    return Stream.of(
        kept(
            "all of them",
            policy("probabilistic", "probabilistic: {sampling_percentage: 100}"),
            When.LATER,
            one("")),
        out("none of them", policy("probabilistic", ""), When.LATER, one("")),
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

  static Stream<Case> attributes() {
    String text = "string_attribute: {key: k, values: [a, b, \"\"]%s}";
    String number = "numeric_attribute: {key: k, min_value: 5, max_value: 9%s}";
    String truth = "boolean_attribute: {key: k, value: true%s}";
    String regex =
        "string_attribute: {key: k, values: [\"^a+$\", z], enabled_regex_matching: true,"
            + " cache_max_size: 10}";
    String a = "{\"stringValue\":\"a\"}";
    String c = "{\"stringValue\":\"c\"}";
    String five = "{\"intValue\":\"5\"}";
    String ten = "{\"intValue\":\"10\"}";
    String yes = "{\"boolValue\":true}";
    String no = "{\"boolValue\":false}";
    String inverted = ", invert_match: true";
    return Stream.of(
        kept(
            "text of a span",
            policy("string_attribute", text.formatted("")),
            When.AT_ONCE,
            one(attribute("k", c)),
            one(attribute("k", a))),
        kept(
            "text of a resource",
            policy("string_attribute", text.formatted("")),
            When.AT_ONCE,
            around("k", a, span(1, 1))),
        out(
            "other text",
            policy("string_attribute", text.formatted("")),
            When.LATER,
            one(attribute("k", c))),
        out(
            "empty text",
            policy("string_attribute", text.formatted("")),
            When.LATER,
            one(attribute("k", "{\"stringValue\":\"\"}"))),
        out(
            "a number is no text",
            policy("string_attribute", text.formatted("")),
            When.LATER,
            one(attribute("k", five))),
        out(
            "text inverted",
            policy("string_attribute", text.formatted(inverted)),
            When.AT_ONCE,
            around("k", a, span(1, 1))),
        kept(
            "other text inverted",
            policy("string_attribute", text.formatted(inverted)),
            When.LATER,
            one(attribute("k", c))),
        kept(
            "pattern",
            policy("string_attribute", regex),
            When.AT_ONCE,
            one(attribute("k", "{\"stringValue\":\"aaa\"}"))),
        kept(
            "pattern of a part",
            policy("string_attribute", regex),
            When.AT_ONCE,
            one(attribute("k", "{\"stringValue\":\"xzx\"}"))),
        out(
            "no pattern",
            policy("string_attribute", regex),
            When.LATER,
            one(attribute("k", "{\"stringValue\":\"aab\"}"))),
        kept(
            "number",
            policy("numeric_attribute", number.formatted("")),
            When.AT_ONCE,
            one(attribute("k", five))),
        kept(
            "number of a resource",
            policy("numeric_attribute", number.formatted("")),
            When.AT_ONCE,
            around("k", "{\"doubleValue\":8.5}", span(1, 1))),
        out(
            "number out of bounds",
            policy("numeric_attribute", number.formatted("")),
            When.LATER,
            one(attribute("k", ten))),
        kept(
            "only a lower bound",
            policy("numeric_attribute", "numeric_attribute: {key: k, min_value: 5}"),
            When.AT_ONCE,
            one(attribute("k", ten))),
        out(
            "number inverted",
            policy("numeric_attribute", number.formatted(inverted)),
            When.AT_ONCE,
            one(attribute("k", five))),
        kept(
            "no number inverted",
            policy("numeric_attribute", number.formatted(inverted)),
            When.LATER,
            one("")),
        kept(
            "truth",
            policy("boolean_attribute", truth.formatted("")),
            When.AT_ONCE,
            one(attribute("k", yes))),
        out(
            "untruth",
            policy("boolean_attribute", truth.formatted("")),
            When.LATER,
            one(attribute("k", no))),
        out(
            "truth inverted",
            policy("boolean_attribute", truth.formatted(inverted)),
            When.AT_ONCE,
            one(attribute("k", no)),
            one(attribute("k", yes))),
        kept(
            "trace state",
            policy("trace_state", "trace_state: {key: k, values: [a, b]}"),
            When.AT_ONCE,
            one("\"traceState\":\"x=1, k=b\"")),
        out(
            "other trace state",
            policy("trace_state", "trace_state: {key: k, values: [a, b]}"),
            When.LATER,
            one("\"traceState\":\"kk=b,k=bb\"")));
  }

  static Stream<Case> conditions() {
    String condition = "ottl_condition: {error_mode: %s, span: [%s], spanevent: [%s]}";
    String failing = "\"ParseJSON(span.name)[\\\"x\\\"] == 1\"";
    String event = "\"events\":[{\"name\":\"first\"},{\"name\":\"exception\"}]";
    return Stream.of(
        kept(
            "condition",
            policy(
                "ottl_condition",
                condition.formatted(
                    "ignore", "\"name == \\\"x\\\"\", \"attributes[\\\"k\\\"] == 5\"", "")),
            When.AT_ONCE,
            one(attribute("k", "{\"intValue\":\"5\"}"))),
        out(
            "no condition",
            policy(
                "ottl_condition",
                condition.formatted("ignore", "\"attributes[\\\"k\\\"] == 5\"", "")),
            When.LATER,
            one("")),
        kept(
            "condition on the resource",
            policy(
                "ottl_condition",
                condition.formatted(
                    "silent", "\"resource.attributes[\\\"k\\\"] == \\\"a\\\"\"", "")),
            When.AT_ONCE,
            around("k", "{\"stringValue\":\"a\"}", span(1, 1))),
        kept(
            "condition on an event",
            policy(
                "ottl_condition",
                condition.formatted("silent", "", "\"spanevent.name == \\\"exception\\\"\"")),
            When.AT_ONCE,
            one(event)),
        out(
            "no such event",
            policy(
                "ottl_condition", condition.formatted("silent", "", "\"name == \\\"other\\\"\"")),
            When.LATER,
            one(event)),
        out(
            "a failing condition",
            policy("ottl_condition", condition.formatted("propagate", failing, "")),
            When.LATER,
            one("")),
        kept(
            "the opposite of one that fails silently",
            "{name: p, type: not, not: {not_sub_policy: {name: i, type: ottl_condition, "
                + condition.formatted("silent", failing, "")
                + "}}}",
            When.LATER,
            one("")),
        out(
            "the opposite of one that fails",
            "{name: p, type: not, not: {not_sub_policy: {name: i, type: ottl_condition, "
                + condition.formatted("propagate", failing, "")
                + "}}}",
            When.LATER,
            one("")));
  }

  static Stream<Case> combined() {
    String error = "{name: e, type: status_code, status_code: {status_codes: [ERROR]}}";
    String slow = "{name: l, type: latency, latency: {threshold_ms: 100}}";
    String half = "{name: h, type: probabilistic, probabilistic: {sampling_percentage: 100}}";
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
        out("composite of nothing", composite.formatted(2), When.LATER, one("")));
  }

  @ParameterizedTest
  @MethodSource({"simple", "probabilistic", "attributes", "conditions", "combined"})
  void isKept(Case tried) {
    Sampling sampling = Sampling.by(tried.policies());
    int spans = 0;
    for (String request : tried.requests()) {
      assertThat(sent(sampling)).as("before the last").isZero();
      assertThat(sampling.booked("held")).isEqualTo(spans);
      assertThat(sampling.take(request).isAccepted()).isTrue();
      spans += Sampling.spans(Sampling.traces(request)).size();
    }
    sampling.pass(Duration.ZERO);
    assertThat(sampling.booked("held")).isEqualTo(tried.when() == When.LATER ? spans : 0);
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sent(sampling)).isEqualTo(tried.kept() ? spans : 0);
    assertThat(sampling.booked("held")).isZero();
    assertThat(sampling.settings.ledger().removed()).isEqualTo(tried.kept() ? 0 : spans);
    assertThat(sampling.clock.pending()).isZero();
  }

  private static long sent(Sampling sampling) {
    return sampling.next.items();
  }
}
