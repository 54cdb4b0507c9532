package io.beltline.processor.tailsampling;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElseGet;

import io.beltline.model.Signal;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.ottl.ErrorMode;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.RecordConditions;
import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.processor.tailsampling.PolicyConfig.Composite;
import io.beltline.processor.tailsampling.PolicyConfig.OttlCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes policies of a checked configuration, and numbers the questions they ask. One thread. */
final class PolicyCompiler {
  private static final List<String> STATUS_CODES = List.of("UNSET", "OK", "ERROR");
  private static final int LONGEST_MEMBER = 256;

  private final TailSamplingConfig config;
  private final List<Question> plain = new ArrayList<>();
  private final List<OttlQuestion> ottl = new ArrayList<>();
  private final RecordConditions conditions =
      new RecordConditions(Signal.TRACES, FunctionSet.standard());
  private final int views;
  private int numbers;

  private PolicyCompiler(TailSamplingConfig config) {
    this.config = config;
    this.views = (int) config.policies().stream().flatMap(PolicyCompiler::all).count();
    this.numbers = views;
  }

  /**
   * What comes of a configuration.
   *
   * @param policies the policies in the order they are asked: those that drop first
   * @param questions what they ask
   */
  record Compiled(List<NamedPolicy> policies, Questions questions) {}

  static Compiled compile(TailSamplingConfig config) {
    return new PolicyCompiler(config).compile();
  }

  private Compiled compile() {
    List<NamedPolicy> drops = new ArrayList<>();
    List<NamedPolicy> others = new ArrayList<>();
    for (PolicyConfig written : config.policies()) {
      boolean drop = written.type() == PolicyType.DROP;
      (drop ? drops : others).add(new NamedPolicy(written.name(), policy(written), drop));
    }
    List<NamedPolicy> all = Stream.concat(drops.stream(), others.stream()).toList();
    return new Compiled(
        all, new Questions(List.copyOf(plain), List.copyOf(ottl), conditions.layout(), numbers));
  }

  /** A policy with those inside it; each asks at most one question of views. */
  private static Stream<PolicyConfig> all(PolicyConfig written) {
    Stream<PolicyConfig> inside =
        switch (written.type()) {
          case AND -> requireNonNull(written.and()).andSubPolicy().stream();
          case DROP -> requireNonNull(written.drop()).dropSubPolicy().stream();
          case NOT -> Stream.of(requireNonNull(requireNonNull(written.not()).notSubPolicy()));
          case COMPOSITE -> requireNonNull(written.composite()).compositeSubPolicy().stream();
          default -> Stream.empty();
        };
    return Stream.concat(Stream.of(written), inside.flatMap(PolicyCompiler::all));
  }

  private Policy policy(PolicyConfig written) {
    return switch (written.type()) {
      case ALWAYS_SAMPLE -> new AlwaysPolicy();
      case LATENCY -> {
        var latency =
            requireNonNullElseGet(written.latency(), () -> new PolicyConfig.Latency(0, 0));
        yield new LatencyPolicy(latency.thresholdMs(), latency.upperThresholdMs());
      }
      case NUMERIC_ATTRIBUTE -> {
        var number = requireNonNull(written.numericAttribute());
        yield asking(
            new AttributeQuestion(
                AttributeKey.of(number.key()),
                ValueTests.number(number.minValue(), number.maxValue())),
            number.invertMatch());
      }
      case PROBABILISTIC -> {
        var share =
            requireNonNullElseGet(
                written.probabilistic(), () -> new PolicyConfig.Probabilistic("", 0));
        yield new ProbabilisticPolicy(
            share.hashSalt(), share.samplingPercentage(), config.tracestate());
      }
      case STATUS_CODE -> asking(new StatusQuestion(codes(written)), false);
      case STRING_ATTRIBUTE -> {
        var text = requireNonNull(written.stringAttribute());
        yield asking(
            new AttributeQuestion(
                AttributeKey.of(text.key()),
                text.enabledRegexMatching()
                    ? ValueTests.pattern(text.values())
                    : ValueTests.text(text.values())),
            text.invertMatch());
      }
      case TRACE_STATE -> asking(traceState(requireNonNull(written.traceState())), false);
      case TRACE_FLAGS -> asking(new FlagQuestion(), false);
      case RATE_LIMITING -> {
        var rate = requireNonNull(written.rateLimiting());
        yield limiting(rate.spansPerSecond(), rate.burstCapacity(), TraceFacts::spans);
      }
      case BYTES_LIMITING -> {
        var rate = requireNonNull(written.bytesLimiting());
        yield limiting(rate.bytesPerSecond(), rate.burstCapacity(), TraceFacts::bytes);
      }
      case SPAN_COUNT -> {
        var count =
            requireNonNullElseGet(written.spanCount(), () -> new PolicyConfig.SpanCount(0, 0));
        yield new SpanCountPolicy(count.minSpans(), count.maxSpans());
      }
      case BOOLEAN_ATTRIBUTE -> {
        var truth = requireNonNull(written.booleanAttribute());
        yield asking(
            new AttributeQuestion(AttributeKey.of(truth.key()), ValueTests.truth(truth.value())),
            truth.invertMatch());
      }
      case OTTL_CONDITION -> conditions(requireNonNull(written.ottlCondition()));
      case AND -> new AndPolicy(policies(requireNonNull(written.and()).andSubPolicy()), false);
      case NOT ->
          new NotPolicy(policy(requireNonNull(requireNonNull(written.not()).notSubPolicy())));
      case DROP -> new AndPolicy(policies(requireNonNull(written.drop()).dropSubPolicy()), true);
      case COMPOSITE -> composite(requireNonNull(written.composite()));
    };
  }

  private List<Policy> policies(List<PolicyConfig> inside) {
    return inside.stream().map(this::policy).toList();
  }

  private AnswerPolicy asking(Question question, boolean inverted) {
    int same = plain.indexOf(question);
    if (same < 0) {
      same = plain.size();
      plain.add(question);
    }
    return new AnswerPolicy(same, -1, inverted);
  }

  private static int codes(PolicyConfig written) {
    int codes = 0;
    for (String code : requireNonNull(written.statusCode()).statusCodes()) {
      codes |= 1 << STATUS_CODES.indexOf(code);
    }
    return codes;
  }

  private static TraceStateQuestion traceState(PolicyConfig.TraceStateMember member) {
    Set<String> values = new HashSet<>();
    for (String value : member.values()) {
      if (!value.isEmpty() && member.key().length() + value.length() < LONGEST_MEMBER) {
        values.add(value);
      }
    }
    return new TraceStateQuestion(member.key(), Set.copyOf(values));
  }

  private static LimitingPolicy limiting(
      long perSecond, long burst, java.util.function.ToLongFunction<TraceFacts> cost) {
    long capacity = burst > 0 ? burst : perSecond > Long.MAX_VALUE / 2 ? perSecond : 2 * perSecond;
    return new LimitingPolicy(perSecond, capacity, cost);
  }

  private Policy conditions(OttlCondition written) {
    int question = numbers++;
    int failed = written.errorMode() == ErrorMode.PROPAGATE ? numbers++ : -1;
    add(ContextName.SPAN, written.span(), written.errorMode(), question, failed);
    add(ContextName.SPAN_EVENT, written.spanevent(), written.errorMode(), question, failed);
    return new AnswerPolicy(question, failed, false);
  }

  private void add(
      ContextName context, List<String> texts, ErrorMode mode, int question, int failed) {
    for (String text : texts) {
      try {
        Condition condition = conditions.condition(context.word(), text).condition();
        ottl.add(new OttlQuestion(context, condition, text, mode, question, failed));
      } catch (InvalidStatementException wrong) {
        throw new IllegalStateException("not validated: " + text, wrong);
      }
    }
  }

  private Policy composite(Composite written) {
    Map<String, Long> percent = new HashMap<>();
    written.rateAllocation().forEach(one -> percent.put(one.policy(), one.percent()));
    List<PolicyConfig> order = new ArrayList<>();
    for (String name : written.policyOrder()) {
      written.compositeSubPolicy().stream()
          .filter(one -> one.name().equals(name) && !order.contains(one))
          .forEach(order::add);
    }
    written.compositeSubPolicy().stream().filter(one -> !order.contains(one)).forEach(order::add);
    double most = written.maxTotalSpansPerSecond();
    long given = 0;
    int without = 0;
    for (PolicyConfig one : order) {
      long share = percent.getOrDefault(one.name(), 0L);
      given += share;
      without += share == 0 ? 1 : 0;
    }
    double rest = Math.max(0, 100 - given) / 100.0 * most;
    List<CompositePolicy.Share> shares = new ArrayList<>();
    for (PolicyConfig one : order) {
      long share = percent.getOrDefault(one.name(), 0L);
      double spans = share > 0 ? share / 100.0 * most : rest / without;
      shares.add(new CompositePolicy.Share(policy(one), (long) spans));
    }
    return new CompositePolicy(shares, written.maxTotalSpansPerSecond());
  }
}
