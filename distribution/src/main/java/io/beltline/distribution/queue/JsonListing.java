package io.beltline.distribution.queue;

import io.beltline.delivery.journal.JournalInspection;
import io.beltline.distribution.queue.Collectors.Running;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A line of JSON for each collector or journal. */
record JsonListing(PrintWriter out) implements Listing {

  @Override
  public void collector(Running collector, boolean letters) {
    String name = letters ? "dead_letters" : "queues";
    List<Tree> shown =
        letters ? new Letters(collector).all() : collector.read("/v1/queues").list("queues");
    out.println(
        JsonLine.of(
            json -> {
              json.writeName("collector");
              JsonLine.write(json, collector.info());
              json.writeName(name);
              JsonLine.write(json, shown);
            }));
  }

  @Override
  public void journal(Path directory, boolean letters) {
    try (JournalInspection journal = Journals.open(directory)) {
      List<Tree> stored = letters ? StoredLetters.in(journal) : List.of();
      List<StoredQueue> queues = letters ? List.of() : StoredQueue.in(journal);
      out.println(
          JsonLine.of(
              json -> {
                json.writeStringProperty("directory", directory.toString());
                json.writeBooleanProperty("in_use", journal.inUse());
                if (letters) {
                  json.writeName("dead_letters");
                  JsonLine.write(json, stored);
                } else {
                  json.writeArrayPropertyStart("queues");
                  queues.forEach(queue -> queue(json, queue));
                  json.writeEndArray();
                }
              }));
    } catch (IOException unreadable) {
      throw Journals.unreadable(directory, unreadable);
    }
  }

  private static void queue(JsonGenerator json, StoredQueue queue) {
    json.writeStartObject();
    json.writeStringProperty("id", queue.shownId());
    json.writeStringProperty("holds", queue.isLetters() ? "dead_letters" : "requests");
    json.writeNumberProperty("requests", queue.records());
    json.writeNumberProperty("items", queue.items());
    json.writeNumberProperty("bytes", queue.bytes());
    json.writeStringProperty(
        "oldest",
        queue.oldestUnixNanos() == 0
            ? null
            : Instant.ofEpochSecond(0, queue.oldestUnixNanos()).toString());
    json.writeEndObject();
  }
}
