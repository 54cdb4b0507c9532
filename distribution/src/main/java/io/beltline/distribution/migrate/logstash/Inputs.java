package io.beltline.distribution.migrate.logstash;

import io.beltline.config.ConfigNode;
import io.beltline.distribution.migrate.Draft;
import io.beltline.distribution.migrate.JsonSteps;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Inputs become receivers, each with a pipeline of its own. One thread. */
final class Inputs {
  private final Draft draft;
  private final Report report;

  Inputs(Draft draft, Report report) {
    this.draft = draft;
    this.report = report;
  }

  /** Migrates one input. */
  void input(Part.Plugin plugin, Options options, List<String> last, List<String> exporters) {
    Steps steps = new Steps();
    Map<String, Object> keys = new LinkedHashMap<>();
    String id = options.text("id", "");
    String type = receiver(plugin.name(), options, keys, steps);
    if (type.isEmpty()) {
      report.missing(plugin.place(), options.part(), reason(plugin.name()));
      return;
    }
    codec(options, keys, steps);
    String receiver = draft.add("receivers", type, id, keys);
    report.done(plugin.place(), options.part(), "receivers::" + receiver);
    common(options, steps);
    List<String> processors = new ArrayList<>(draft.processors(receiver.replace('/', '_'), steps));
    processors.addAll(last);
    draft.pipeline(id, List.of(receiver), processors, exporters);
    options.tellRest(report);
  }

  private static String reason(String name) {
    return switch (name) {
      case "beats" ->
          "there is no receiver of the Beats protocol: migrate filebeat.yml, too, and read the"
              + " files where they are";
      case "stdin" -> "there is no receiver of standard input: write to a file or a TCP port";
      case "kafka", "redis", "rabbitmq", "jdbc", "s3", "http" ->
          "there is no receiver for it in this distribution";
      default -> "there is nothing like it";
    };
  }

  private String receiver(String name, Options options, Map<String, Object> keys, Steps steps) {
    return switch (name) {
      case "file" -> {
        keys.put("include", options.texts("path"));
        List<String> exclude = options.texts("exclude");
        if (!exclude.isEmpty()) {
          keys.put("exclude", exclude.stream().map(one -> "/**/" + one).toList());
        }
        keys.put("start_at", options.text("start_position", "end"));
        keys.put("include_file_path", true);
        options.pass(
            "sincedb_path",
            "stat_interval",
            "discover_interval",
            "mode",
            "sincedb_write_interval",
            "close_older",
            "max_open_files");
        String older = options.text("ignore_older");
        if (older != null) {
          keys.put("exclude_older_than", older.matches("\\d+") ? older + "s" : older);
        }
        keys.put("storage", draft.storage("./storage"));
        yield "file_log";
      }
      case "tcp", "udp" -> {
        keys.put("listen_address", address(options));
        if (name.equals("udp")) {
          options.pass("workers", "queue_size", "buffer_size", "receive_buffer_bytes");
        } else {
          options.pass("mode");
        }
        yield name + "_log";
      }
      case "syslog" -> {
        keys.put("protocol", "rfc3164");
        keys.put("tcp", Map.of("listen_address", address(options)));
        String zone = options.text("timezone");
        if (zone != null) {
          keys.put("location", zone);
        }
        options.pass("facility_labels", "severity_labels", "locale", "use_labels");
        syslogFields(steps);
        report.differs(
            options.place(), options.part(), "over TCP only; UDP needs a second receiver");
        yield "syslog";
      }
      default -> "";
    };
  }

  private static String address(Options options) {
    return options.text("host", "0.0.0.0") + ":" + options.text("port", "514");
  }

  private static void syslogFields(Steps steps) {
    JsonSteps.lift(steps, "message", "log.body");
    JsonSteps.lift(steps, "hostname", "log.attributes[\"host.hostname\"]");
    JsonSteps.lift(steps, "appname", "log.attributes[\"process.name\"]");
    JsonSteps.lift(steps, "proc_id", "log.attributes[\"process.pid\"]");
  }

  private void codec(Options options, Map<String, Object> keys, Steps steps) {
    Options own = options.section("codec");
    String codec = own == null ? options.text("codec", "plain") : own.text("codec", "plain");
    switch (codec) {
      case "plain", "line" -> {}
      case "json", "json_lines" -> JsonSteps.add(steps, "message", "", null, "");
      case "multiline" -> {
        if (own != null) {
          multiline(own, keys);
        }
      }
      default ->
          report.missing(options.place("codec"), options.part() + " codec " + codec, "left out");
    }
    if (own != null) {
      String charset = own.text("charset");
      if (charset != null) {
        keys.put("encoding", charset.toLowerCase(Locale.ROOT));
      }
      own.tellRest(report);
    }
  }

  private static void multiline(Options codec, Map<String, Object> keys) {
    String pattern = regex(codec.text("pattern", ""));
    boolean negate = codec.bool("negate", false);
    boolean previous = codec.text("what", "previous").equals("previous");
    codec.pass("auto_flush_interval", "max_lines", "max_bytes", "multiline_tag");
    if (previous && negate) {
      keys.put("multiline", Map.of("line_start_pattern", pattern));
      return;
    }
    Map<String, Object> operator = new LinkedHashMap<>();
    operator.put("type", "recombine");
    operator.put("combine_field", "body");
    String matches = "body matches " + Ottl.quote(pattern);
    operator.put(
        previous ? "is_first_entry" : "is_last_entry", negate ? matches : "not (" + matches + ")");
    keys.put("operators", List.of(operator));
  }

  /** A grok expression without fields as a regular expression, as far as the usual names go. */
  private static String regex(String pattern) {
    return pattern
        .replace("%{TIMESTAMP_ISO8601}", "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}")
        .replace("%{YEAR}", "\\d{4}")
        .replace("%{MONTHNUM}", "\\d{2}")
        .replace("%{MONTHDAY}", "\\d{2}")
        .replace("%{SYSLOGTIMESTAMP}", "[A-Z][a-z]{2} +\\d{1,2} \\d{2}:\\d{2}:\\d{2}")
        .replaceAll("%\\{(?:DATA|GREEDYDATA)\\}", ".*")
        .replace("%{LOGLEVEL}", "[A-Za-z]+");
  }

  private void common(Options options, Steps steps) {
    String type = options.text("type");
    if (type != null) {
      steps.add("set(log.attributes[\"type\"], " + Ottl.quote(type) + ")");
    }
    for (String tag : options.texts("tags")) {
      steps.add("append(log.attributes[\"tags\"], " + Ottl.quote(tag) + ")");
    }
    for (Map.Entry<String, ConfigNode> field : options.pairs("add_field").entrySet()) {
      steps.add(
          "set("
              + Ottl.field(Ottl.name(field.getKey()))
              + ", "
              + Ottl.value(field.getValue())
              + ")");
    }
  }
}
