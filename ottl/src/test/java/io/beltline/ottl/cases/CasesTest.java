package io.beltline.ottl.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.ottl.ErrorMode;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.FailureLog;
import io.beltline.ottl.GroupSource;
import io.beltline.ottl.Transformation;
import io.beltline.ottl.TransformationBuilder;
import io.beltline.ottl.TransformationRunner;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.transform.TransformFunctions;
import io.beltline.testkit.FakeClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.helpers.NOPLogger;

/** Runs every case of {@code cases/*.yaml}. */
class CasesTest {
  private static final List<Case> CASES = CaseFiles.all();

  @TestFactory
  Stream<DynamicTest> cases() {
    return CASES.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> run(c)));
  }

  @Test
  void thereAreEnough() {
    assertThat(CASES).hasSizeGreaterThan(800);
  }

  @Test
  void everyFunctionHasACase() {
    String all = CASES.stream().map(c -> c.entry().toString()).collect(Collectors.joining("\n"));
    List<OttlFunction> functions = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      functions.addAll(TransformFunctions.of(signal).all());
    }
    assertThat(functions)
        .hasSizeGreaterThan(140)
        .allSatisfy(
            function ->
                assertThat(all.contains(function.name() + "(")).as(function.name()).isTrue());
  }

  private static void run(Case c) {
    List<String> problems = new ArrayList<>();
    Transformation transformation = compile(c, problems);
    if (c.has("problem")) {
      assertThat(problems).as(c.name()).isNotEmpty();
      assertThat(problems.getFirst()).as(c.name()).contains(c.text("problem"));
      return;
    }
    assertThat(problems).as(c.name()).isEmpty();
    if (c.has("compiles")) {
      return;
    }
    Signal signal = transformation.signal();
    Telemetry input = Records.read(signal, c.get("input"));
    Map<Integer, long[]> counts = new LinkedHashMap<>();
    TransformationRunner runner =
        new TransformationRunner(
            transformation,
            new Environment(new FakeClock(), new SplittableRandom(1)),
            (statement, matched, changed, failed) ->
                counts.put(statement, new long[] {matched, changed, failed}),
            new FailureLog(NOPLogger.NOP_LOGGER, new FakeClock(), transformation.statements()));
    if (c.has("error")) {
      fails(c, runner, input);
      return;
    }
    Telemetry output = runner.apply(context(c), input);
    Object expected = expected(c);
    if (expected == null) {
      assertThat(output).as(c.name()).isSameAs(input);
      return;
    }
    Telemetry wanted = Records.read(signal, expected);
    assertThat(json(output)).as(c.name()).isEqualTo(json(wanted));
    assertThat(Proto.parse(output)).as(c.name()).isEqualTo(Proto.parse(wanted));
  }

  private static String json(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void fails(Case c, TransformationRunner runner, Telemetry input) {
    String message = null;
    try {
      runner.apply(context(c), input);
    } catch (EvaluationException failure) {
      message = failure.getMessage();
    }
    assertThat(message).as(c.name()).isNotNull().contains(c.text("error"));
  }

  private static Context context(Case c) {
    return c.has("request")
        ? Context.of(
                new ClientInfo("10.0.0.1:4711", "grpc"),
                Metadata.of(Map.of("x-tenant", List.of("a", "b"))))
            .withAuth(Map.of("subject", "me", "level", 3))
        : Context.EMPTY;
  }

  /** The output in the short form, or null if it is to be the input itself. */
  private static @Nullable Object expected(Case c) {
    if (c.has("output")) {
      return c.get("output");
    }
    if (c.has("gives") || c.has("holds")) {
      Map<String, @Nullable Object> output = new LinkedHashMap<>();
      if (c.get("input") instanceof Map<?, ?> input) {
        input.forEach((key, value) -> output.put(String.valueOf(key), value));
      }
      Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
      if (output.get("attributes") instanceof Map<?, ?> before) {
        before.forEach((key, value) -> attributes.put(String.valueOf(key), value));
      }
      Object result = c.has("gives") ? c.get("gives") : c.get("holds");
      if (result == null || Boolean.FALSE.equals(c.get("holds"))) {
        return null;
      }
      attributes.put("result", result);
      output.put("attributes", attributes);
      return output;
    }
    return null;
  }

  private static Transformation compile(Case c, List<String> problems) {
    Signal signal = Signal.valueOf(c.signal());
    TransformationBuilder builder =
        new TransformationBuilder(signal, TransformFunctions.of(signal));
    String context = c.text("context");
    ErrorMode mode =
        c.has("mode")
            ? ErrorMode.valueOf(c.text("mode").toUpperCase(Locale.ROOT))
            : ErrorMode.PROPAGATE;
    builder.add(
        new GroupSource(
            context.startsWith("infer") ? null : context,
            texts(c.get("conditions")),
            statements(c),
            mode,
            false),
        (part, index, problem) -> problems.add(problem.toString()));
    return builder.build();
  }

  private static List<String> statements(Case c) {
    if (c.has("statements")) {
      return texts(c.get("statements"));
    }
    if (c.has("value")) {
      return List.of("set(attributes[\"result\"], " + c.text("value") + ")");
    }
    if (c.has("condition")) {
      return List.of("set(attributes[\"result\"], true) where " + c.text("condition"));
    }
    return List.of(c.text("statement"));
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> texts ? texts.stream().map(String::valueOf).toList() : List.of();
  }
}
