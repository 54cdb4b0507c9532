package io.beltline.distribution.migrate.filebeat;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.distribution.migrate.JsonSteps;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import java.util.List;
import java.util.Map;

/** The {@code parsers} of a filestream, and the older {@code json} keys. */
final class Parsers {
  private Parsers() {}

  static void all(
      Options input, Steps steps, Map<String, Object> keys, List<Object> operators, Report report) {
    if (!(input.node("parsers") instanceof ConfigList parsers)) {
      return;
    }
    for (ConfigNode parser : parsers.items()) {
      if (parser instanceof ConfigMap map && !map.entries().isEmpty()) {
        String type = map.keys().iterator().next();
        ConfigNode inner = map.value(type);
        ConfigMap own = inner instanceof ConfigMap given ? given : ConfigMap.empty(map.position());
        one(
            type,
            new Options("parser " + type, map.position(), own),
            steps,
            keys,
            operators,
            report);
      }
    }
  }

  private static void one(
      String type,
      Options parser,
      Steps steps,
      Map<String, Object> keys,
      List<Object> operators,
      Report report) {
    switch (type) {
      case "multiline" -> Multiline.add(parser, keys, operators, report);
      case "ndjson" -> {
        String target = parser.text("target", "");
        parser.pass("overwrite_keys", "expand_keys", "add_error_key", "ignore_decoding_error");
        JsonSteps.add(steps, "message", target, parser.text("message_key"), "");
        report.done(parser.place(), "parser ndjson", "ParseJSON");
        parser.tellRest(report);
      }
      case "container" -> {
        operators.add(Map.of("type", "container"));
        parser.pass("stream", "format");
        report.done(parser.place(), "parser container", "the operator container");
      }
      case "syslog" -> {
        String format = parser.text("format", "rfc3164").equals("rfc5424") ? "rfc5424" : "rfc3164";
        operators.add(
            Map.of("type", "syslog_parser", "protocol", format, "allow_skip_pri_header", true));
        parser.pass("timezone", "log_errors", "add_error_key");
        Inputs.syslogFields(steps);
        report.done(parser.place(), "parser syslog", "the operator syslog_parser");
      }
      default -> report.missing(parser.place(), "parser " + type, "there is nothing like it");
    }
  }

  /** {@code json.keys_under_root} and what belongs to it. */
  static void legacyJson(Options input, Steps steps, Report report) {
    Options json = input.section("json");
    if (json == null) {
      return;
    }
    String target = json.bool("keys_under_root", false) ? "" : "json";
    json.pass("overwrite_keys", "add_error_key", "expand_keys", "ignore_decoding_error");
    JsonSteps.add(steps, "message", target, json.text("message_key"), "");
    report.done(json.place(), "json", "ParseJSON");
    json.tellRest(report);
  }
}
