package io.beltline.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Context;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.Parameter;
import io.beltline.ottl.function.ParameterKind;
import io.beltline.ottl.transform.TransformFunctions;
import io.beltline.testkit.FakeClock;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.helpers.NOPLogger;

/**
 * Every converter that reads a text reads any text: it gives a value or says in a few words that it
 * cannot, never anything else, however long the text is.
 */
class HostileTextTest {
  private static final int TEXTS = 300;
  private static final int LONG = 30_000;

  /** A guard against what is not linear: that would take minutes. */
  private static final int MINUTE = 60;

  private static final Set<ParameterKind> TEXT =
      EnumSet.of(
          ParameterKind.STRING,
          ParameterKind.STRING_LIKE,
          ParameterKind.INT_LIKE,
          ParameterKind.DOUBLE_LIKE);

  private static final String[] PIECES = {
    "a",
    "b=c",
    "x",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "=",
    ",",
    ";",
    "|",
    "\\",
    "\\|",
    "\\=",
    "\\n",
    "\\x4",
    "\"",
    "'",
    "\"\"",
    "`",
    "-",
    "+",
    ".",
    ":",
    "/",
    "//",
    "?",
    "&",
    "#",
    "%",
    "%zz",
    "%41",
    "@",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    "</",
    "/>",
    "<a>",
    "</a>",
    "<a b=\"c\">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&lt;",
    "&#x1F600;",
    "<?x?>",
    "<?º x?>",
    "<xmlns/>",
    "<nº/>",
    "<Ａ b='1'/>",
    "{\"a\":",
    "[1,",
    "null",
    "\"\\ud83d\"",
    "1e999",
    "0x",
    "9",
    "99999999999999999999",
    "-1",
    "CEF:0|",
    "LEEF:2.0|",
    "|^|",
    "#Version: 1.0\n",
    "#Fields: a b\n",
    "127.0.0.1 ",
    "::1",
    "[10/Oct/2000:13:55:36 -0700] ",
    "\"GET / HTTP/1.0\" 200 5",
    "2026-01-01T00:00:00Z",
    "http://",
    "1h",
    "ms",
    "Mozilla/5.0 (",
    "YWJj",
    "==",
    "Ü",
    "º",
    "µ",
    "Ａ",
    "東",
    "😀",
    "e\u0301",
    "\u0000",
    "\u2028",
    "\ufeff"
  };

  static Stream<String> calls() throws IOException {
    List<String> written = written();
    List<String> all = new ArrayList<>(written);
    for (OttlFunction function : TransformFunctions.of(Signal.LOGS).all()) {
      if (function.isEditor() || !function.isKnownIn(ContextName.LOG)) {
        continue;
      }
      List<Parameter> needed = function.parameters().stream().filter(p -> !p.optional()).toList();
      if (needed.size() == 1
          && (TEXT.contains(needed.getFirst().kind())
              || needed.getFirst().kind() == ParameterKind.VALUE)) {
        all.add(function.name() + "(log.body)");
      } else if (function.parameters().stream().anyMatch(p -> TEXT.contains(p.kind()))) {
        assertThat(written)
            .as("text-functions.txt shows how %s is given a text", function.name())
            .anyMatch(call -> call.startsWith(function.name() + "("));
      }
    }
    return all.stream();
  }

  private static List<String> written() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(HostileTextTest.class.getResourceAsStream("/text-functions.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  @Timeout(value = MINUTE, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readsAnyText(String call) throws IOException {
    TransformationRunner runner = runner(call);
    Random random = new Random(call.hashCode());
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = random.nextInt(30); pieces > 0; pieces--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      read(runner, text.toString());
    }
    for (String piece : PIECES) {
      read(runner, piece.repeat(LONG / piece.length()));
    }
  }

  /** The converter takes a text, and what it makes of it is OTLP; or it refuses it in words. */
  private static void read(TransformationRunner runner, String text) throws IOException {
    Telemetry result;
    try {
      result = runner.apply(Context.EMPTY, request(text));
    } catch (EvaluationException refused) {
      assertThat(refused.getMessage()).isNotEmpty().hasSizeLessThan(1_000);
      return;
    }
    ExportLogsServiceRequest.parseFrom(result.payload().contiguous().toByteArray());
  }

  private static Logs request(String body) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request
        .addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecordsBuilder()
        .getBodyBuilder()
        .setStringValue(body);
    return new Logs(Payload.of(request.build().toByteArray()));
  }

  @Test
  void anExpressionFromTheTelemetryIsBounded() throws IOException {
    TransformationRunner runner = runner("IsMatch(\"aaa\", log.body)");
    read(runner, "a".repeat(10_000));
    assertThatThrownBy(() -> runner.apply(Context.EMPTY, request("a".repeat(10_001))))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("10001 characters is too long (expected: at most 10000)");
  }

  private static TransformationRunner runner(String call) {
    TransformationBuilder builder =
        new TransformationBuilder(Signal.LOGS, TransformFunctions.of(Signal.LOGS));
    List<String> problems = new ArrayList<>();
    builder.add(
        new GroupSource(
            null,
            List.of(),
            List.of("set(log.attributes[\"x\"], " + call + ")"),
            ErrorMode.PROPAGATE,
            false),
        (part, index, problem) -> problems.add(problem.toString()));
    assertThat(problems).as(call).isEmpty();
    Transformation transformation = builder.build();
    FakeClock clock = new FakeClock();
    return new TransformationRunner(
        transformation,
        new Environment(clock, new SplittableRandom(1)),
        new Uncounted(),
        new FailureLog(NOPLogger.NOP_LOGGER, clock, transformation.statements()));
  }

  private static final class Uncounted implements StatementMeter {
    @Override
    public void add(int statement, long matched, long changed, long failed) {}

    @Override
    public void removed(int statement, long items) {}
  }
}
