package io.beltline.distribution.migrate.filebeat;

import io.beltline.config.ConfigMap;
import io.beltline.distribution.migrate.Draft;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inputs become receivers, each with a pipeline of its own. One thread. */
final class Inputs {
  private final Draft draft;
  private final Report report;

  Inputs(Draft draft, Report report) {
    this.draft = draft;
    this.report = report;
  }

  /** Migrates one input. */
  void input(Options input, List<String> last, List<String> exporters) {
    String type = input.text("type", "?");
    Options named = input;
    if (!input.bool("enabled", true)) {
      report.differs(input.place(), "input " + type, "left out: it is not enabled");
      return;
    }
    Steps steps = new Steps();
    String id = input.text("id", "");
    String receiver =
        switch (type) {
          case "filestream", "log" -> FileInput.of(named, draft, report, steps, id, false);
          case "container" -> FileInput.of(named, draft, report, steps, id, true);
          case "tcp" -> network(named, "tcp_log", id);
          case "udp" -> network(named, "udp_log", id);
          case "syslog" -> syslog(named, steps, id);
          default -> null;
        };
    if (receiver == null) {
      report.missing(input.place(), "input " + type, reason(type));
      return;
    }
    Fields.add(named, steps, report, false);
    new Processors(report, steps).all(named, "processors");
    List<String> processors = new ArrayList<>(draft.processors(id, steps));
    processors.addAll(last);
    draft.pipeline(id, List.of(receiver), processors, exporters);
    named.tellRest(report);
  }

  private static String reason(String type) {
    return switch (type) {
      case "journald" -> "there is no receiver of the journal: let journald forward to syslog";
      case "stdin" -> "there is no receiver of standard input: write to a file or a TCP port";
      case "kafka", "redis", "mqtt", "gcp-pubsub", "aws-s3" ->
          "there is no receiver for it in this distribution";
      default -> "there is nothing like it";
    };
  }

  private String network(Options input, String type, String id) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("listen_address", input.text("host", "localhost:9000"));
    size(input, "max_message_size", keys);
    keys.put("add_attributes", true);
    Object connections = input.number("max_connections", report);
    if (connections != null && type.equals("tcp_log")) {
      keys.put("max_connections", connections);
    }
    String receiver = draft.add("receivers", type, id, keys);
    report.done(input.place(), "input " + input.text("type"), "receivers::" + receiver);
    return receiver;
  }

  static void size(Options input, String key, Map<String, Object> keys) {
    String size = input.text(key);
    if (size != null) {
      keys.put("max_log_size", size.replaceFirst("(?i)^(\\d+)([KMG])i?B$", "$1$2iB"));
    }
  }

  private String syslog(Options input, Steps steps, String id) {
    Options protocol = input.section("protocol");
    ConfigMap none = ConfigMap.empty(input.place());
    Options tcp = protocol == null ? null : protocol.section("tcp");
    Options udp = protocol == null ? null : protocol.section("udp");
    Options port = tcp != null ? tcp : udp != null ? udp : new Options("", input.place(), none);
    Map<String, Object> keys = new LinkedHashMap<>();
    String format = input.text("format", "rfc3164");
    keys.put("protocol", format.equals("rfc5424") ? "rfc5424" : "rfc3164");
    zone(input.text("timezone"), keys);
    keys.put(
        tcp != null ? "tcp" : "udp", Map.of("listen_address", port.text("host", "localhost:9000")));
    port.tellRest(report);
    String receiver = draft.add("receivers", "syslog", id, keys);
    syslogFields(steps);
    if (format.equals("auto")) {
      report.differs(
          input.place(), "input syslog", "receivers::" + receiver + ", which takes RFC 3164 only");
    } else {
      report.done(input.place(), "input syslog", "receivers::" + receiver);
    }
    return receiver;
  }

  private static void zone(@Nullable String zone, Map<String, Object> keys) {
    if (zone != null && !zone.equals("Local")) {
      keys.put("location", zone);
    }
  }

  /** Gives the parts of a syslog message the names they have there. */
  static void syslogFields(Steps steps) {
    move(steps, "message", "message");
    move(steps, "hostname", "log.syslog.hostname");
    move(steps, "appname", "log.syslog.appname");
    move(steps, "proc_id", "log.syslog.procid");
    move(steps, "priority", "log.syslog.priority");
    move(steps, "facility", "log.syslog.facility.code");
  }

  private static void move(Steps steps, String from, String to) {
    String present = Ottl.attribute(from) + " != nil";
    steps.add("set(" + Ottl.field(to) + ", " + Ottl.attribute(from) + ")", present);
    steps.add("delete_key(log.attributes, " + Ottl.quote(from) + ")");
  }
}
