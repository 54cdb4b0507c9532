package io.beltline.service.admin;

import io.beltline.delivery.DeadLetters.Fill;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.QueueStatus;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.Locale;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;

/** The queues in front of all destinations. */
record QueueResource(AdminSource source) {
  private static final String PREFIX = "/v1/queues/";
  private static final String REQUESTS = "/requests";

  HttpResponse list(HttpRequest request) {
    return AdminJson.answer(
        200,
        json -> {
          long now = source.clock().unixNanos();
          AdminJson.array(
              json,
              "queues",
              source.queues().get().entrySet(),
              each -> queue(json, each.getKey(), each.getValue(), now));
        });
  }

  /** {@code /v1/queues/QUEUE/requests}: throws away what waits. */
  HttpResponse purge(HttpRequest request) {
    SortedMap<QueueId, Delivery> queues = source.queues().get();
    String path = request.path();
    boolean requests =
        path.endsWith(REQUESTS) && path.length() >= PREFIX.length() + REQUESTS.length();
    QueueId id =
        requests
            ? QueueId.parse(
                LetterSelection.decoded(
                    path.substring(PREFIX.length(), path.length() - REQUESTS.length())))
            : null;
    Delivery delivery = id == null ? null : queues.get(id);
    if (delivery == null) {
      return requests
          ? LetterSelection.noQueue(path, queues)
          : AdminJson.error(
              404,
              "not_found",
              "%s names no queue (expected: %sQUEUE%s)".formatted(path, PREFIX, REQUESTS));
    }
    Delivery.Purged purged = delivery.purgeQueue();
    return AdminJson.answer(
        200,
        json -> {
          json.writeNumberProperty("purged", purged.requests());
          json.writeNumberProperty("items", purged.items());
          json.writeNumberProperty("left", delivery.queue().requests());
          json.writeBooleanProperty("more", purged.more());
        });
  }

  private static void queue(JsonGenerator json, QueueId id, Delivery delivery, long now) {
    QueueStatus queue = delivery.queue();
    var storage = queue.storage();
    json.writeStringProperty("id", id.toString());
    json.writeStringProperty("exporter", id.exporter().toString());
    json.writeStringProperty("signal", id.signal().label());
    json.writeStringProperty("kind", storage == null ? "memory" : "disk");
    json.writeStringProperty("storage", storage == null ? null : storage.toString());
    json.writeStringProperty("state", queue.state().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("message", queue.words());
    json.writeStringProperty("sizer", queue.sizer().name().toLowerCase(Locale.ROOT));
    json.writeNumberProperty("size", queue.size());
    json.writeNumberProperty("capacity", queue.capacity());
    json.writeNumberProperty("requests", queue.requests());
    json.writeNumberProperty("items", queue.items());
    json.writeNumberProperty("bytes", queue.bytes());
    AdminJson.time(json, "oldest", queue.oldestUnixNanos());
    json.writeName("oldest_age_seconds");
    if (queue.oldestUnixNanos() == 0) {
      json.writeNull();
    } else {
      json.writeNumber(Math.round((now - queue.oldestUnixNanos()) / 1e6) / 1e3);
    }
    json.writeNumberProperty("consumers", queue.consumers());
    json.writeNumberProperty("sending", queue.sending());
    Fill letters = delivery.deadLetterFill();
    json.writeObjectPropertyStart("dead_letters");
    json.writeNumberProperty("letters", letters.letters());
    json.writeNumberProperty("items", letters.items());
    json.writeNumberProperty("bytes", letters.bytes());
    json.writeEndObject();
  }
}
