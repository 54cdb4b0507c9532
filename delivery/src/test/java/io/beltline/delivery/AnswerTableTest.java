package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigLoader;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTableTest {
  private static final AnswerTable HTTP = AnswerTable.http();
  private static final AnswerTable GRPC = AnswerTable.grpc();

  private static Refusal http(AnswerTable table, int status, String words) {
    return table.http(status, words, "HTTP " + status, null);
  }

  @ParameterizedTest
  @CsvSource({
    "301, HOLD, false, 3xx",
    "400, DEAD_LETTER, true, 400",
    "401, HOLD, false, 401",
    "402, HOLD, false, 402",
    "403, HOLD, false, 403",
    "404, HOLD, false, 404",
    "405, HOLD, false, 405",
    "407, HOLD, false, 407",
    "408, RETRY, false, 408",
    "409, DEAD_LETTER, true, 4xx",
    "410, HOLD, false, 410",
    "413, RETRY_SMALLER, true, 413",
    "415, HOLD, false, 415",
    "422, DEAD_LETTER, true, 4xx",
    "429, RETRY, false, 429",
    "500, RETRY, false, 5xx",
    "501, HOLD, false, 501",
    "503, RETRY, false, 5xx",
    "777, DEAD_LETTER, false, other",
  })
  void eachStatusHasItsLine(int status, Action action, boolean bisect, String rule) {
    Refusal refusal = http(HTTP, status, "");
    assertThat(refusal.action()).isEqualTo(action);
    assertThat(refusal.bisect()).isEqualTo(bisect);
    assertThat(refusal.rule()).isEqualTo(rule);
    assertThat(refusal.status()).isEqualTo(Status.ofHttp(status));
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELLED, RETRY, false",
    "UNKNOWN, DEAD_LETTER, false",
    "INVALID_ARGUMENT, DEAD_LETTER, true",
    "DEADLINE_EXCEEDED, RETRY, false",
    "NOT_FOUND, HOLD, false",
    "ALREADY_EXISTS, DEAD_LETTER, true",
    "PERMISSION_DENIED, HOLD, false",
    "RESOURCE_EXHAUSTED, RETRY, false",
    "FAILED_PRECONDITION, DEAD_LETTER, true",
    "ABORTED, RETRY, false",
    "OUT_OF_RANGE, RETRY, false",
    "UNIMPLEMENTED, HOLD, false",
    "INTERNAL, DEAD_LETTER, false",
    "UNAVAILABLE, RETRY, false",
    "DATA_LOSS, RETRY, false",
    "UNAUTHENTICATED, HOLD, false",
  })
  void eachCodeHasItsLine(Code code, Action action, boolean bisect) {
    assertThat(GRPC.grpc(code, "words", null))
        .isEqualTo(new Refusal(action, Status.of(code), "words", null, bisect, code.name()));
  }

  @ParameterizedTest
  @CsvSource({
    "429, message size 5000000 larger than max 4000000, RETRY_SMALLER, too_large",
    "400, http: request body too large, RETRY_SMALLER, too_large",
    "429, ingestion rate limit exceeded, RETRY, 429",
    "503, request too large, RETRY, 5xx",
  })
  void wordsBesideAStatusComeFirst(int status, String words, Action action, String rule) {
    Refusal refusal = http(HTTP, status, words);
    assertThat(refusal.action()).isEqualTo(action);
    assertThat(refusal.rule()).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, grpc: received message larger than max (5 vs. 4), RETRY_SMALLER,"
        + " too_large",
    "RESOURCE_EXHAUSTED, gRPC message exceeds maximum size 4: 5, RETRY_SMALLER, too_large",
    "OUT_OF_RANGE, 'Error, decoded message length too large: 5', RETRY_SMALLER, too_large",
    "INVALID_ARGUMENT, Received Message Larger Than Max, RETRY_SMALLER, too_large",
    "UNAVAILABLE, received message larger than max, RETRY, UNAVAILABLE",
    "UNKNOWN, HTTP status code 407, HOLD, proxy_auth",
    "UNAVAILABLE, HTTP status code 407, RETRY, UNAVAILABLE",
  })
  void wordsBesideACodeComeFirst(Code code, String words, Action action, String rule) {
    Refusal refusal = GRPC.grpc(code, words, null);
    assertThat(refusal.action()).isEqualTo(action);
    assertThat(refusal.rule()).isEqualTo(rule);
  }

  @Test
  void whateverMeansTooLargeIs413() {
    assertThat(http(HTTP, 429, "message too large").status()).isEqualTo(Status.ofHttp(413));
    assertThat(GRPC.grpc(Code.RESOURCE_EXHAUSTED, "larger than max", null).status())
        .isEqualTo(Status.ofHttp(413));
  }

  @Test
  void aWaitIsKeptWhereSomethingIsTriedAgain() {
    Duration wait = Duration.ofSeconds(3);
    assertThat(HTTP.http(429, "", "", wait).retryAfter()).isEqualTo(wait);
    assertThat(HTTP.http(403, "", "", wait).retryAfter()).isEqualTo(wait);
    assertThat(HTTP.http(400, "", "", wait).retryAfter()).isNull();
  }

  @Test
  void aLineOfItsOwnReplacesTheCommonOne() {
    AnswerTable own =
        AnswerTable.http(
            AnswerTable.Line.of("5xx", Action.DEAD_LETTER, Concern.DESTINATION, "so it says"));
    assertThat(http(own, 500, "").action()).isEqualTo(Action.DEAD_LETTER);
    assertThat(http(own, 501, "").action()).isEqualTo(Action.HOLD);
    assertThat(http(HTTP, 500, "").action()).isEqualTo(Action.RETRY);
  }

  @Test
  void whatAUserWroteWinsAndTheExactWinsOverTheClass() {
    AnswerTable table =
        HTTP.with(
            Map.of(
                Answer.parse("4XX"), Action.DROP,
                Answer.parse("429"), Action.RETRY,
                Answer.parse("TOO_LARGE"), Action.DEAD_LETTER,
                Answer.parse("5xx"), Action.HOLD));
    assertThat(http(table, 400, ""))
        .isEqualTo(
            new Refusal(Action.DROP, Status.ofHttp(400), "HTTP 400", null, true, "answers::4xx"));
    assertThat(http(table, 401, "").action()).isEqualTo(Action.DROP);
    assertThat(http(table, 401, "").bisect()).isFalse();
    assertThat(http(table, 429, "").rule()).isEqualTo("answers::429");
    assertThat(http(table, 429, "").action()).isEqualTo(Action.RETRY);
    assertThat(http(table, 429, "body too large").rule()).isEqualTo("answers::too_large");
    assertThat(http(table, 501, "").action()).isEqualTo(Action.HOLD);
    assertThat(http(table, 301, "").rule()).isEqualTo("3xx");
  }

  /** The key as exporters have it. */
  record Config(@Doc("What is done with an answer.") Map<Answer, Action> answers)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      GRPC.check(answers, problems);
    }
  }

  @TempDir Path folder;

  private Bound<Config> bind(String yaml) throws IOException {
    Files.writeString(folder.resolve("c.yaml"), yaml);
    var loaded = new ConfigLoader(Map.of(), folder, List.of()).load(List.of("c.yaml"), List.of());
    return Binder.bind(Config.class, loaded.tree());
  }

  @Test
  void isReadFromYaml() throws IOException {
    Bound<Config> bound =
        bind("answers:\n  UNAUTHENTICATED: retry\n  unavailable: dead_letter\n  too_large: drop\n");
    assertThat(bound.problems()).isEmpty();
    assertThat(bound.value().answers())
        .isEqualTo(
            Map.of(
                Answer.of(Code.UNAUTHENTICATED),
                Action.RETRY,
                Answer.of(Code.UNAVAILABLE),
                Action.DEAD_LETTER,
                new Answer("too_large"),
                Action.DROP));
  }

  @Test
  void everyMistakeIsRefusedWhereItStands() throws IOException {
    String problems =
        bind("answers:\n  401: hold\n  \"5xx\": retry\n  trace_too_large: retry\n")
            .problems()
            .toString();
    assertThat(problems)
        .contains("answers::401: is no answer of this destination (expected: a gRPC code such as")
        .contains("or too_large or proxy_auth) c.yaml:2:8")
        .contains("answers::5xx: is no answer of this destination")
        .contains("c.yaml:3:10")
        .contains("answers::trace_too_large: is no answer of this destination");
  }

  @Test
  void whatNobodySaysIsRefusedWhereItStands() throws IOException {
    String problems =
        bind("answers:\n  UNKNOWN: retyr\n  nonsense: retry\n  200: drop\n  OK: drop\n"
                + "  INTERNAL: hold\n  internal: drop\n")
            .problems()
            .toString();
    assertThat(problems)
        .contains("answers::UNKNOWN: \"retyr\" is no valid word (did you mean \"retry\"?)")
        .contains("c.yaml:2:12")
        .contains("answers::nonsense: \"nonsense\" is no answer of a backend")
        .contains("c.yaml:3:3")
        .contains("\"200\" is no answer of a backend")
        .contains("\"OK\" is no answer of a backend")
        .contains("answers::internal: stands for the same as a key before it")
        .doesNotContain("answers::OK: stands for the same");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2xx", "6xx", "600", "40", "4000", "4x", "ok", "too large"})
  void whatIsNoAnswerIsRefused(String text) {
    assertThatThrownBy(() -> Answer.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: an HTTP status");
  }

  @Property(tries = 500, seed = "20261123")
  void everyAnswerHasAnAction(
      @ForAll @IntRange(min = 300, max = 599) int status, @ForAll String words) {
    Refusal refusal = http(HTTP, status, words);
    assertThat(refusal.rule()).isNotEmpty();
    assertThat(Answer.parse(refusal.rule()).key()).isEqualTo(refusal.rule());
  }

  @Test
  void theReferenceNamesEveryLine() {
    String table = GRPC.toMarkdown();
    assertThat(table)
        .startsWith("| Answer | What is done | It speaks of | Why |\n")
        .contains("| `INVALID_ARGUMENT` | `dead_letter` | the data | ");
    assertThat(table.lines()).hasSize(2 + GRPC.lines().size());
  }
}
