package io.beltline.processor.probabilisticsampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beltline.api.Context;
import io.beltline.components.sampling.Threshold;
import io.beltline.components.sampling.TraceState;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbabilisticSamplerTest {
  private final TestSettings settings = TestSettings.of("probabilistic_sampler");
  private final RecordingConsumer next = new RecordingConsumer();

  private String run(String yaml, Telemetry in) {
    int before = next.received().size();
    assertThat(
            new ProbabilisticSamplerFactory()
                .create(
                    settings.settings(),
                    Configs.bind(ProbabilisticSamplerConfig.class, yaml),
                    in.signal(),
                    next)
                .consume(Context.EMPTY, in)
                .isAccepted())
        .isTrue();
    return next.received().size() == before
        ? "gone"
        : Requests.text(next.received().getLast().telemetry());
  }

  private static Telemetry span(String traceId, String state, String attributes) {
    return Requests.json(
        Signal.TRACES,
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
            + traceId
            + "\",\"traceState\":\""
            + state
            + "\",\"name\":\"s\",\"attributes\":"
            + attributes
            + "}]}]}]}");
  }

  private static Telemetry log(String traceId, String attributes) {
    return Requests.json(
        Signal.LOGS,
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\""
            + traceId
            + "\",\"attributes\":"
            + attributes
            + "}]}]}]}");
  }

  private static String id(long randomness) {
    return "0123456789abcdef" + "%016x".formatted(randomness);
  }

  /** Source: the specification's and the Collector's tables of thresholds. */
  @ParameterizedTest
  @CsvSource({
    "1, 4, 0",
    "0.5, 4, 8",
    "0.25, 4, c",
    "0.1, 4, e666",
    "0.1, 3, e66",
    "0.01, 4, fd70a",
    "0.99999, 4, 0000a7c6",
    "0.333333333333, 4, aaab",
    "0.3333333333333333, 14, aaaaaaaaaaaaac"
  })
  void thresholdsOfProbabilities(double probability, int digits, String text) {
    String made = Threshold.of(probability, digits).text();
    assertThat(made).isEqualTo(text);
    Threshold back = Objects.requireNonNull(Threshold.parse(made));
    assertThat(back.probability()).isCloseTo(probability, within(probability / 1000 + 1e-5));
  }

  @Test
  void proportionalTakesAShareOfWhatComes() {
    String half = "{mode: proportional, sampling_percentage: 50}";
    assertThat(run(half, span(id(0x80000000000000L), "", "[]")))
        .contains("\"traceState\":\"ot=th:8\"");
    assertThat(run(half, span(id(0x7fffffffffffffL), "", "[]"))).isEqualTo("gone");
    assertThat(run(half, span(id(0xf0000000000000L), "a=b,ot=th:8;x:y", "[]")))
        .contains("\"traceState\":\"ot=th:c;x:y,a=b\"");
    assertThat(run(half, span(id(0x90000000000000L), "ot=th:8", "[]"))).isEqualTo("gone");
    assertThat(run(half, span(id(0), "ot=rv:9b8233f7e3a151", "[]")))
        .contains("\"traceState\":\"ot=rv:9b8233f7e3a151;th:8\"");
  }

  @Test
  void equalizingLeavesWhatWasSampledAsMuch() {
    String half = "{mode: equalizing, sampling_percentage: 50}";
    assertThat(run(half, span(id(0xe0000000000000L), "ot=th:c", "[]")))
        .contains("\"traceState\":\"ot=th:c\"");
    assertThat(run(half, span(id(0x90000000000000L), "ot=th:4", "[]")))
        .contains("\"traceState\":\"ot=th:8\"");
    assertThat(run(half, span(id(0x70000000000000L), "ot=th:4", "[]"))).isEqualTo("gone");
  }

  @Test
  void hashesChooseAsTheCollectorDoes() {
    String all = "{sampling_percentage: 100, hash_seed: 22}";
    String kept = run(all, span(id(1), "", "[]"));
    assertThat(kept).containsPattern("\"traceState\":\"ot=rv:[0-9a-f]{14};th:0\"");
    // FNV-1a of four zero bytes and "a", worked out by hand
    Sampler sampler =
        new Sampler(Configs.bind(ProbabilisticSamplerConfig.class, "{sampling_percentage: 50}"));
    int hash = 0x811c9dc5;
    for (byte b : new byte[] {0, 0, 0, 0, 'a'}) {
      hash = (hash ^ b) * 16777619;
    }
    assertThat(sampler.hashed(new byte[] {'a'}) & 0x3fff).isEqualTo(hash & 0x3fff);
    assertThat(sampler.hashed(new byte[] {'a'}) >>> 42).isEqualTo(0x3fff - (hash & 0x3fff));
    assertThat(sampler.threshold(null)).isEqualTo(new Threshold(1L << 55));
  }

  @ParameterizedTest
  @CsvSource({"hash_seed, 25", "proportional, 25", "equalizing, 25", "hash_seed, 3.5"})
  void aShareIsKeptAndCounted(String mode, double percentage) {
    SplittableRandom random = new SplittableRandom(3);
    int items = 20_000;
    StringBuilder spans = new StringBuilder();
    for (int i = 0; i < items; i++) {
      spans
          .append(i == 0 ? "" : ",")
          .append("{\"traceId\":\"%016x%016x\"}".formatted(random.nextLong(), random.nextLong()));
    }
    run(
        "{mode: " + mode + ", sampling_percentage: " + percentage + "}",
        Requests.json(
            Signal.TRACES, "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}"));
    long kept = next.items();
    assertThat(kept / (double) items).isCloseTo(percentage / 100, within(0.015));
    assertThat(settings.ledger().removed()).isEqualTo(items - kept);
    String policy = mode.equals("hash_seed") ? "trace_id_hash" : "trace_id_w3c";
    assertThat(counted("traces", policy, true)).isEqualTo(kept);
    assertThat(counted("traces", policy, false)).isEqualTo(items - kept);
  }

  private long counted(String what, String policy, boolean sampled) {
    return settings
        .settings()
        .meter()
        .counter(
            "otelcol_processor_probabilistic_sampler_count_" + what + "_sampled",
            "",
            "",
            Map.of("policy", policy, "sampled", Boolean.toString(sampled)))
        .value();
  }

  @ParameterizedTest
  @CsvSource({"hash_seed", "proportional", "equalizing"})
  void whatASmallerShareKeepsALargerKeepsToo(String mode) {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 300; i++) {
      String id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
      String few = run("{mode: " + mode + ", sampling_percentage: 20}", span(id, "", "[]"));
      String many = run("{mode: " + mode + ", sampling_percentage: 60}", span(id, "", "[]"));
      assertThat(few.equals("gone") || !many.equals("gone")).isTrue();
    }
  }

  @Test
  void prioritiesOfSpans() {
    String none = "{mode: proportional, sampling_percentage: 0}";
    String all = "{mode: proportional, sampling_percentage: 100}";
    for (String one :
        new String[] {"{\"intValue\":\"1\"}", "{\"doubleValue\":0.5}", "{\"stringValue\":\"2\"}"}) {
      assertThat(run(none, span(id(1), "", Requests.attributes("sampling.priority", one))))
          .contains("\"traceState\":\"ot=th:0\"");
    }
    for (String zero : new String[] {"{\"intValue\":\"0\"}", "{\"stringValue\":\"0.0\"}"}) {
      assertThat(run(all, span(id(1), "", Requests.attributes("sampling.priority", zero))))
          .isEqualTo("gone");
    }
    assertThat(
            run(
                none,
                span(
                    id(1),
                    "",
                    Requests.attributes("sampling.priority", "{\"stringValue\":\"x\"}"))))
        .isEqualTo("gone");
    assertThat(counted("traces", "sampling_priority", true)).isEqualTo(3);
  }

  @Test
  void whatDoesNotFitIsRefusedOrPassed() {
    String zeros = "0".repeat(32);
    for (String mode : new String[] {"proportional", "equalizing"}) {
      String closed = "{mode: " + mode + ", sampling_percentage: 100}";
      String open = "{mode: " + mode + ", sampling_percentage: 100, fail_closed: false}";
      for (Telemetry odd :
          new Telemetry[] {
            span(zeros, "", "[]"), span(id(5), "ot=th:zz", "[]"), span(id(5), "no state", "[]")
          }) {
        assertThat(run(closed, odd)).isEqualTo("gone");
        assertThat(run(open, odd)).isNotEqualTo("gone");
      }
      assertThat(run(closed, span(id(5), "ot=th:8", "[]"))).isEqualTo("gone");
      assertThat(run(open, span(id(5), "ot=th:8", "[]"))).contains("\"traceState\":\"ot=th:0\"");
    }
    assertThat(run("{sampling_percentage: 100}", span(id(5), "ot=th:8", "[]"))).isEqualTo("gone");
    assertThat(run("{sampling_percentage: 100, fail_closed: false}", span(id(5), "ot=th:8", "[]")))
        .contains("\"traceState\":\"ot=th:8\"");
  }

  @Test
  void logsByTraceOrAttribute() {
    String half = "{mode: proportional, sampling_percentage: 50}";
    assertThat(run(half, log(id(0xff000000000000L), "[]")))
        .contains(Requests.attributes("sampling.threshold", "{\"stringValue\":\"8\"}"));
    assertThat(run(half, log(id(1), "[]"))).isEqualTo("gone");
    assertThat(run(half, log("", "[]"))).isEqualTo("gone");
    String byPod = "{sampling_percentage: 100, attribute_source: record, from_attribute: pod}";
    String pod = Requests.attributes("pod", "{\"stringValue\":\"a\"}");
    assertThat(run(byPod, log("", pod))).contains("sampling.randomness", "sampling.threshold");
    assertThat(counted("logs", "pod", true)).isEqualTo(1);
    assertThat(run(byPod, log("", "[]"))).isEqualTo("gone");
    assertThat(
            run(
                half,
                log(
                    "",
                    Requests.attributes(
                        "sampling.randomness",
                        "{\"stringValue\":\"ff000000000000\"}",
                        "sampling.threshold",
                        "{\"stringValue\":\"8\"}"))))
        .contains("sampling.threshold\",\"value\":{\"stringValue\":\"c\"}");
    assertThat(
            run(
                half,
                log(id(1), Requests.attributes("sampling.threshold", "{\"stringValue\":\"x\"}"))))
        .isEqualTo("gone");
  }

  @Test
  void logsWithoutATraceAreNotAllHashedToOneValue() {
    assertThat(run("{sampling_percentage: 60}", log("", "[]"))).isEqualTo("gone");
    assertThat(run("{sampling_percentage: 60}", log("0".repeat(32), "[]"))).isEqualTo("gone");
    assertThat(counted("logs", "missing_randomness", false)).isEqualTo(2);
    assertThat(run("{sampling_percentage: 15, fail_closed: false}", log("", "[]")))
        .isNotEqualTo("gone")
        .doesNotContain("sampling.");
    assertThat(counted("logs", "missing_randomness", true)).isEqualTo(1);
    String pod = Requests.attributes("pod", "{\"stringValue\":\"a\"}");
    assertThat(run("{sampling_percentage: 100, from_attribute: pod}", log("", pod)))
        .contains("sampling.threshold");
    assertThat(counted("logs", "pod", true)).isEqualTo(1);
  }

  @Test
  void prioritiesOfLogs() {
    String yaml = "{mode: proportional, sampling_percentage: 50, sampling_priority: p}";
    assertThat(run(yaml, log(id(1), Requests.attributes("p", "{\"intValue\":\"100\"}"))))
        .contains("sampling.threshold\",\"value\":{\"stringValue\":\"0\"}");
    assertThat(
            run(yaml, log(id(0xffffffffffffffL), Requests.attributes("p", "{\"intValue\":\"0\"}"))))
        .isEqualTo("gone");
    assertThat(
            run(
                yaml,
                log(id(0x60000000000000L), Requests.attributes("p", "{\"doubleValue\":75.0}"))))
        .contains("sampling.threshold\",\"value\":{\"stringValue\":\"4\"}");
    assertThat(
            run(
                yaml,
                log(id(0x90000000000000L), Requests.attributes("p", "{\"doubleValue\":1.0}"))))
        .as("a record may also ask for less")
        .isEqualTo("gone");
    assertThat(counted("logs", "sampling_priority", true)).isEqualTo(2);
    assertThat(counted("logs", "sampling_priority", false)).isEqualTo(2);
  }

  @Test
  void anyTraceStateIsReadOrRefused() {
    SplittableRandom random = new SplittableRandom(9);
    String[] parts = {
      "ot=", "th:", "rv:", "8", "9b8233f7e3a151", ";", ",", "a=b", "t@s=1", " ", "é", ":", "="
    };
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(7); j > 0; j--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      TraceState state = TraceState.parse(text.toString());
      if (state != null) {
        read++;
        TraceState again = Objects.requireNonNull(TraceState.parse(state.text()), text.toString());
        assertThat(again.text()).isEqualTo(state.text());
      }
    }
    assertThat(read).isBetween(1, 49_999);
  }

  @Test
  void defaultsAndProblems() {
    ProbabilisticSamplerConfig config = Configs.bind(ProbabilisticSamplerConfig.class, "{}");
    assertThat(config)
        .isEqualTo(
            new ProbabilisticSamplerConfig(
                ProbabilisticSamplerConfig.Mode.HASH_SEED,
                0,
                0,
                true,
                4,
                ProbabilisticSamplerConfig.Source.TRACE_ID,
                "",
                ""));
    assertThat(
            Configs.problems(
                ProbabilisticSamplerConfig.class,
                """
                mode: best
                sampling_percentage: -1
                hash_seed: -1
                sampling_precision: 15
                attribute_source: span
                """))
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(
            Configs.problems(
                ProbabilisticSamplerConfig.class,
                """
                sampling_percentage: -1
                hash_seed: 4294967296
                sampling_precision: 0
                """))
        .containsExactly(
            "1: sampling_percentage: must be a number of 0 or more (expected: such as 25)",
            "2: hash_seed: must be 0 to 4294967295",
            "3: sampling_precision: must be 1 to 14");
    assertThat(Configs.problems(ProbabilisticSamplerConfig.class, "sampling_percentage: 1e-20"))
        .hasSize(1);
  }
}
