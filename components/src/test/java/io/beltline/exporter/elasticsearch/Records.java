package io.beltline.exporter.elasticsearch;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;

/** Telemetry in few words: OTLP/JSON with single quotes. */
final class Records {
  private Records() {}

  /** Log records, each given as its members, of one scope. */
  static Telemetry logs(String... records) {
    return logsOf("", records);
  }

  /** The same with members of the scope. */
  static Telemetry logsOf(String scope, String... records) {
    return read(
        Signal.LOGS,
        "{'resourceLogs':[{'scopeLogs':[{'scope':{"
            + scope
            + "},'logRecords':[{"
            + String.join("},{", records)
            + "}]}]}]}");
  }

  /** Spans, each given as its members. */
  static Telemetry spans(String... spans) {
    return read(
        Signal.TRACES,
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{" + String.join("},{", spans) + "}]}]}]}");
  }

  /** Metrics, each given as its members. */
  static Telemetry metrics(String... metrics) {
    return read(
        Signal.METRICS,
        "{'resourceMetrics':[{'scopeMetrics':[{'metrics':[{"
            + String.join("},{", metrics)
            + "}]}]}]}");
  }

  /** A log record with a text. */
  static String text(String text) {
    return "'timeUnixNano':'1705314600000000000','body':{'stringValue':'" + text + "'}";
  }

  private static Telemetry read(Signal signal, String json) {
    return OtlpJson.read(signal, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
