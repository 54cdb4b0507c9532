package io.beltline.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every converter that reads a number reads any: it gives a value or says that it cannot. */
class HostileNumbersTest {
  private static final long[] NUMBERS = {
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    -31_557_014_167_219_201L, // one second before the first that java.time knows
    -31_557_014_167_219_200L,
    -62_135_596_801L,
    Integer.MIN_VALUE,
    -1,
    0,
    1,
    37,
    65_536,
    Integer.MAX_VALUE,
    31_556_889_864_403_199L,
    31_556_889_864_403_200L,
    1_700_000_000_000_000_000L,
    Long.MAX_VALUE
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UnixSeconds(Unix(log.attributes[\"a\"], log.attributes[\"b\"]))",
        "UnixNano(Unix(log.attributes[\"a\"], log.attributes[\"b\"]))",
        "FormatTime(Unix(log.attributes[\"a\"]), \"%A %d %B %Y %y %L %z %Z\")",
        "Year(Unix(log.attributes[\"a\"], log.attributes[\"b\"]))",
        "Weekday(Unix(log.attributes[\"a\"]))",
        "String(Unix(log.attributes[\"a\"], log.attributes[\"b\"]))",
        "Concat([Unix(log.attributes[\"a\"])], \"\")",
        "Format(\"%v %d %s\", [Unix(log.attributes[\"a\"]), log.attributes[\"b\"], 1])",
        "Format(\"%*d\", [log.attributes[\"a\"], log.attributes[\"b\"]])",
        "Format(\"%c %q %U %x\", [log.attributes[\"a\"], log.attributes[\"b\"], 1, 2])",
        "String(TruncateTime(Unix(log.attributes[\"a\"]), Duration(\"1h\")))",
        "String(Unix(log.attributes[\"a\"]) - Duration(\"2000000h\"))",
        "String(Unix(log.attributes[\"a\"]) + Duration(\"2000000h\"))",
        "Hours(Unix(log.attributes[\"a\"]) - Unix(log.attributes[\"b\"]))",
        "Substring(\"some text\", log.attributes[\"a\"], log.attributes[\"b\"])",
        "Substring(\"some text\", log.attributes[\"a\"], log.attributes[\"b\"], true)",
        "ParseInt(\"12\", log.attributes[\"a\"])",
        "CommunityID(\"10.0.0.1\", log.attributes[\"a\"], \"10.0.0.2\", log.attributes[\"b\"])",
        "Hex(log.attributes[\"a\"])",
        "Log(log.attributes[\"a\"])",
        "FNV(log.attributes[\"a\"])",
        "IsValidLuhn(log.attributes[\"a\"])",
        "Double(log.attributes[\"a\"])",
        "Int(Double(log.attributes[\"a\"]))",
        "log.attributes[\"list\"][log.attributes[\"a\"]]",
        "log.attributes[\"a\"] / log.attributes[\"b\"] * log.attributes[\"a\"]",
        "ParseSeverity(log.attributes[\"a\"], {\"error\": [{\"range\": {\"min\": 3, \"max\":"
            + " 4}}]})",
      })
  void readsAnyNumber(String value) throws IOException {
    TransformationRunner runner =
        runner(ErrorMode.PROPAGATE, "set(log.attributes[\"x\"], " + value + ")");
    for (long a : NUMBERS) {
      for (long b : NUMBERS) {
        read(runner, a, b);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete_index(log.attributes[\"list\"], log.attributes[\"a\"])",
        "delete_index(log.attributes[\"list\"], log.attributes[\"a\"], log.attributes[\"b\"])",
        "set(log.time, Unix(log.attributes[\"a\"], log.attributes[\"b\"]))",
        "set(log.time_unix_nano, log.attributes[\"a\"])",
        "set(log.severity_number, log.attributes[\"a\"])",
        "set(log.flags, log.attributes[\"a\"])",
        "set(log.dropped_attributes_count, log.attributes[\"a\"])",
      })
  void editsWithAnyNumber(String statement) throws IOException {
    TransformationRunner runner = runner(ErrorMode.PROPAGATE, statement);
    for (long a : NUMBERS) {
      for (long b : NUMBERS) {
        read(runner, a, b);
      }
    }
  }

  private static TransformationRunner runner(ErrorMode mode, String statement) {
    Runs runs =
        new Runs(Signal.LOGS)
            .with(new GroupSource(null, List.of(), List.of(statement), mode, false));
    assertThat(runs.problems()).isEmpty();
    return runs.runner();
  }

  private static void read(TransformationRunner runner, long a, long b) throws IOException {
    Telemetry result;
    try {
      result = runner.apply(Context.EMPTY, logs(record(a, b)));
    } catch (EvaluationException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
      return;
    }
    ExportLogsServiceRequest.parseFrom(result.payload().contiguous().toByteArray());
  }

  private static String record(long a, long b) {
    return """
    {"attributes":[
      {"key":"a","value":{"intValue":"%d"}},
      {"key":"b","value":{"intValue":"%d"}},
      {"key":"list","value":{"arrayValue":{"values":[{"intValue":"1"},{"intValue":"2"}]}}}]}
    """
        .formatted(a, b);
  }

  private static Telemetry logs(String... records) {
    String json =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
            + String.join(",", records)
            + "]}]}]}";
    return OtlpJson.read(Signal.LOGS, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTimeBeyondTheCalendarFailsForItsRecordAlone() {
    Runs runs =
        new Runs(Signal.LOGS)
            .with(
                new GroupSource(
                    null,
                    List.of(),
                    List.of(
                        "set(log.attributes[\"day\"],"
                            + " FormatTime(Unix(log.attributes[\"a\"]), \"%Y\"))"),
                    ErrorMode.IGNORE,
                    false));
    Telemetry out =
        runs.run(logs(record(1_700_000_000_000_000_000L, 0), record(1_700_000_000L, 0)));
    assertThat(new String(OtlpJson.write(out), StandardCharsets.UTF_8))
        .containsOnlyOnce("\"day\",\"value\":{\"stringValue\":\"2023\"}");
    assertThat(runs.counts()).containsEntry(0, List.of(2L, 1L, 1L));
  }

  @Test
  void aConstantTimeBeyondTheCalendarIsLeftToFailOnRecords() {
    Runs runs =
        new Runs(Signal.LOGS)
            .with(
                Runs.inferred(
                    "set(log.attributes[\"y\"], Year(Unix(1700000000000000000)))"
                        + " where log.attributes[\"a\"] == 1"));
    assertThat(runs.problems()).isEmpty();
    runs.run(logs(record(0, 0)));
    assertThat(runs.counts().getOrDefault(0, List.of())).isEmpty();
  }
}
