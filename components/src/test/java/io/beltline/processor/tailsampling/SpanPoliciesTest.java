package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.PolicyCase.around;
import static io.beltline.processor.tailsampling.PolicyCase.kept;
import static io.beltline.processor.tailsampling.PolicyCase.one;
import static io.beltline.processor.tailsampling.PolicyCase.out;
import static io.beltline.processor.tailsampling.PolicyCase.policy;
import static io.beltline.processor.tailsampling.Sampling.attribute;
import static io.beltline.processor.tailsampling.Sampling.span;

import io.beltline.processor.tailsampling.PolicyCase.When;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies that look for a span or a resource. */
class SpanPoliciesTest {
  static Stream<PolicyCase> attributes() {
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

  @ParameterizedTest
  @MethodSource("attributes")
  void isKept(PolicyCase tried) {
    tried.check();
  }
}
