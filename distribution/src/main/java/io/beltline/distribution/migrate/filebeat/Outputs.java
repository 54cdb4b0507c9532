package io.beltline.distribution.migrate.filebeat;

import io.beltline.config.ConfigMap;
import io.beltline.distribution.migrate.Draft;
import io.beltline.distribution.migrate.ElasticsearchOutput;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The output becomes an exporter, and the queue its queue. One thread. */
final class Outputs {
  private final Draft draft;
  private final Report report;

  Outputs(Draft draft, Report report) {
    this.draft = draft;
    this.report = report;
  }

  /** The ids of the exporters; never empty. */
  List<String> exporters(Options root) {
    List<String> ids = new ArrayList<>();
    Map<String, Object> queue = queue(root.section("queue"));
    Options output = root.section("output");
    if (output != null) {
      for (String type : output.keys()) {
        Options own = output.section(type);
        if (own != null && own.bool("enabled", true)) {
          output(
              type,
              new Options("output " + type, output.place(type), map(output, type)),
              queue,
              ids);
        }
      }
    }
    if (ids.isEmpty()) {
      ids.add(draft.add("exporters", "debug", "", Map.of()));
      report.differs(
          root.place("output"),
          "output",
          "exporters::debug stands where an output is to be written");
    }
    return ids;
  }

  private static ConfigMap map(Options output, String type) {
    return output.node(type) instanceof ConfigMap map ? map : ConfigMap.empty(output.place(type));
  }

  private void output(String type, Options output, Map<String, Object> queue, List<String> ids) {
    output.pass("enabled");
    switch (type) {
      case "elasticsearch" -> {
        ids.add(
            draft.add(
                "exporters",
                "elasticsearch",
                "",
                ElasticsearchOutput.filebeat(output, queue, report)));
        report.done(output.place(), output.part(), "exporters::" + ids.getLast());
      }
      case "console" -> {
        ids.add(draft.add("exporters", "debug", "", Map.of("verbosity", "detailed")));
        output.pass("pretty", "codec", "bulk_max_size");
        report.differs(output.place(), output.part(), "exporters::debug, whose text differs");
      }
      case "file" -> {
        ids.add(draft.add("exporters", "file", "", file(output)));
        report.differs(
            output.place(), output.part(), "exporters::file, which writes OTLP/JSON lines");
      }
      default -> {
        report.missing(
            output.place(),
            output.part(),
            type.equals("logstash")
                ? "there is no exporter of the Beats protocol: send to what Logstash sends to"
                : "there is no exporter for it in this distribution");
        return;
      }
    }
    output.tellRest(report);
  }

  private Map<String, Object> file(Options output) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("path", output.text("path", ".") + "/" + output.text("filename", "filebeat"));
    Object kilobytes = output.number("rotate_every_kb", report);
    if (kilobytes instanceof String reference) {
      report.missing(
          output.place("rotate_every_kb"),
          output.part() + " rotate_every_kb",
          reference + " is in kilobytes: write rotation::max_megabytes");
      kilobytes = null;
    }
    Object files = output.number("number_of_files", report);
    if (kilobytes != null || files != null) {
      Map<String, Object> rotation = new LinkedHashMap<>();
      rotation.put("max_megabytes", kilobytes instanceof Long size ? Math.max(1, size / 1024) : 10);
      rotation.put("max_backups", files == null ? 7 : files);
      keys.put("rotation", rotation);
    }
    keys.put("create_directory", true);
    output.pass("codec", "permissions", "rotate_on_startup");
    return keys;
  }

  private Map<String, Object> queue(@Nullable Options queue) {
    Map<String, Object> keys = new LinkedHashMap<>();
    Options memory = queue == null ? null : queue.section("mem");
    Options disk = queue == null ? null : queue.section("disk");
    if (memory != null) {
      Object events = memory.number("events", report);
      if (events != null) {
        keys.put("queue_size", events);
        keys.put("sizer", "items");
      }
      memory.pass("flush");
      report.done(memory.place(), "queue mem", "sending_queue");
      memory.tellRest(report);
    }
    if (disk != null) {
      keys.put("storage", draft.storage(disk.text("path", "./storage")));
      disk.pass(
          "max_size",
          "segment_size",
          "read_ahead",
          "write_ahead",
          "retry_interval",
          "max_retry_interval");
      report.differs(
          disk.place(), "queue disk", "sending_queue::storage; queue_size counts requests");
      disk.tellRest(report);
    }
    return keys;
  }
}
