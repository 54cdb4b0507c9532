package io.beltline.processor.tailsampling;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.ottl.ErrorMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users write of one policy. */
public record PolicyConfig(
    @Doc("The name, shown in metrics and books.") @Default("") String name,
    @Doc("What it goes by; the section of the same name says how.") PolicyType type,
    @Doc("Traces that last long.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable Latency latency,
    @Doc("A number in an attribute of a span or resource.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable NumericAttribute numericAttribute,
    @Doc("A share of all traces.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable Probabilistic probabilistic,
    @Doc("The status of a span.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable StatusCode statusCode,
    @Doc("A text in an attribute of a span or resource.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable StringAttribute stringAttribute,
    @Doc("A value in the trace state of a span.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable TraceStateMember traceState,
    @Doc("So many spans a second.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable RateLimiting rateLimiting,
    @Doc("So many bytes a second.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable BytesLimiting bytesLimiting,
    @Doc("How many spans a trace has.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable SpanCount spanCount,
    @Doc("A truth value in an attribute of a span or resource.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable BooleanAttribute booleanAttribute,
    @Doc("OTTL conditions; one that holds is enough.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable OttlCondition ottlCondition,
    @Doc("Traces that all of several policies match.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable And and,
    @Doc("Traces that a policy does not match.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable Not not,
    @Doc("Traces that all of several policies match are dropped, whatever others say.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable Drop drop,
    @Doc("Several policies that share a rate.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable Composite composite)
    implements Validated {

  /** How long a trace must last. */
  public record Latency(
      @Doc(
              "Traces match that last this long or longer, in milliseconds; with"
                  + " upper_threshold_ms, longer.")
          @Default("0")
          long thresholdMs,
      @Doc("Unless they last longer than this; 0 for no bound.") @Default("0")
          long upperThresholdMs) {}

  /** Which numbers match. */
  public record NumericAttribute(
      @Doc("The attribute.") @Default("") String key,
      @Doc("The least value that matches; 0 for no bound.") @Default("0") long minValue,
      @Doc("The largest value that matches; 0 for no bound.") @Default("0") long maxValue,
      @Doc("Match traces without such a value instead.") @Default("false") boolean invertMatch) {}

  /** How large a share is kept. */
  public record Probabilistic(
      @Doc("What goes into the hash beside the trace id; the same in all collectors of a tier.")
          @Default("")
          String hashSalt,
      @Doc("How many of a hundred traces match.") @Default("0") double samplingPercentage) {}

  /** Which statuses match. */
  public record StatusCode(
      @Doc("OK, ERROR or UNSET; one is enough.") @Default("[]") List<String> statusCodes) {}

  /** Which texts match. */
  public record StringAttribute(
      @Doc("The attribute.") @Default("") String key,
      @Doc("The values that match, or regular expressions.") @Default("[]") List<String> values,
      @Doc("Whether values are regular expressions, which match a part of the text.")
          @Default("false")
          boolean enabledRegexMatching,
      @Doc("Accepted, without effect: matching takes linear time.") @Default("0") int cacheMaxSize,
      @Doc("Match traces without such a value instead.") @Default("false") boolean invertMatch) {}

  /** Which members of trace states match. */
  public record TraceStateMember(
      @Doc("The key of the member.") @Default("") String key,
      @Doc("The values that match.") @Default("[]") List<String> values) {}

  /** A rate of spans. */
  public record RateLimiting(
      @Doc("How many spans a second.") @Default("0") long spansPerSecond,
      @Doc("How many at once; a larger trace never matches. 0 for twice spans_per_second.")
          @Default("0")
          long burstCapacity) {}

  /** A rate of bytes. */
  public record BytesLimiting(
      @Doc("How many bytes a second.") @Default("0") long bytesPerSecond,
      @Doc("How many at once; a larger trace never matches. 0 for twice bytes_per_second.")
          @Default("0")
          long burstCapacity) {}

  /** How many spans match. */
  public record SpanCount(
      @Doc("The least number of spans.") @Default("0") int minSpans,
      @Doc("The largest; 0 for no bound.") @Default("0") int maxSpans) {}

  /** Which truth value matches. */
  public record BooleanAttribute(
      @Doc("The attribute.") @Default("") String key,
      @Doc("The value that matches.") @Default("false") boolean value,
      @Doc("Match traces without such a value instead.") @Default("false") boolean invertMatch) {}

  /** Conditions. */
  public record OttlCondition(
      @Doc(
              "What a condition does that fails: silent and ignore say no, ignore logs it too;"
                  + " propagate keeps the policy from deciding.")
          @Default("silent")
          ErrorMode errorMode,
      @Doc("Conditions on spans.") @Default("[]") List<String> span,
      @Doc("Conditions on events of spans.") @Default("[]") List<String> spanevent) {}

  /** Several policies. */
  public record And(@Doc("The policies.") @Default("[]") List<PolicyConfig> andSubPolicy) {}

  /** One policy. */
  public record Not(
      @Doc("The policy.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Nullable PolicyConfig notSubPolicy) {}

  /** Several policies. */
  public record Drop(@Doc("The policies.") @Default("[]") List<PolicyConfig> dropSubPolicy) {}

  /** Several policies with rates. */
  public record Composite(
      @Doc("How many spans a second all of them keep.") @Default("0") long maxTotalSpansPerSecond,
      @Doc("The names of the policies in the order they are asked.") @Default("[]")
          List<String> policyOrder,
      @Doc("The policies.") @Default("[]") List<PolicyConfig> compositeSubPolicy,
      @Doc("The shares of the rate; policies without one share what is left equally.")
          @Default("[]")
          List<RateAllocation> rateAllocation) {}

  /** A share of a rate. */
  public record RateAllocation(
      @Doc("The name of the policy.") @Default("") String policy,
      @Doc("Its share in percent.") @Default("0") long percent) {}

  @Override
  public void validate(Problems problems) {
    PolicyRules.check(this, problems);
  }
}
