package io.beltline.verification.flow;

import io.beltline.verification.otlp.Item;
import io.beltline.verification.otlp.OtlpFile;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What a collector makes of logs that lie in a folder, by the example file-log-formats.
 *
 * @param folder has the folders that the example looks for under /var/log
 */
record LogFormats(Path folder) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Path out() {
    return folder.resolve("out.json");
  }

  /** Starts a collector with some of the example's receivers, which read files from their start. */
  BeltlineProcess collector(String receivers) throws Exception {
    int port = Ports.free(1)[0];
    String telemetry =
        "  telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %d}}}}]}}\n"
            .formatted(port);
    String config =
        Files.readString(Project.root().resolve("examples/file-log-formats/config.yaml"))
            .replace("/var/log/postgresql", folder.resolve("postgresql/log").toString())
            .replace("/var/log", folder.toString())
            .replaceAll("(include: \\[[^\n]*\n)(    storage: )", "$1    start_at: beginning\n$2")
            .replace("exporters:\n  debug:", "exporters:\n  file: {path: '" + out() + "'}")
            .replace("exporters: [debug]", "exporters: [file]")
            .replace("service:\n", "service:\n" + telemetry)
            .replaceAll("receivers: \\[file_log/nginx.*", "receivers: [" + receivers + "]");
    return BeltlineProcess.start(folder, config, port);
  }

  /** The records that have come, as soon as they are enough. */
  List<Item> await(Predicate<List<Item>> enough) throws Exception {
    return Eventually.answer(
        LIMIT,
        () -> "the records",
        () -> "something else",
        () ->
            Optional.of(OtlpFile.requests(out()).stream().flatMap(Item::of).toList())
                .filter(enough));
  }

  /** The attributes of a record. */
  static TreeMap<String, JsonNode> attributes(Item item) {
    TreeMap<String, JsonNode> attributes = new TreeMap<>();
    item.body()
        .path("attributes")
        .valueStream()
        .forEach(a -> attributes.put(a.path("key").asString(""), a.path("value")));
    return attributes;
  }

  /** A text among the attributes of a record; empty if there is none. */
  static String text(Item item, String key) {
    JsonNode value = attributes(item).get(key);
    return value == null ? "" : value.path("stringValue").asString("");
  }

  /** The text of a record's body. */
  static String body(Item item) {
    return item.body().path("body").path("stringValue").asString("");
  }

  /** The time of a record in nanoseconds since 1970. */
  static long time(Item item) {
    return item.body().path("timeUnixNano").asLong();
  }

  /** The number of a record's severity. */
  static int severity(Item item) {
    return item.body().path("severityNumber").asInt();
  }
}
