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

/** Policies that ask OTTL conditions. */
class ConditionPoliciesTest {
  static Stream<PolicyCase> conditions() {
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

  @ParameterizedTest
  @MethodSource("conditions")
  void isKept(PolicyCase tried) {
    tried.check();
  }
}
