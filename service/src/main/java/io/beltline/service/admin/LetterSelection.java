package io.beltline.service.admin;

import io.beltline.delivery.Delivery;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which letter a path means: {@code /v1/deadletters/QUEUE/NUMBER}, the queue's name
 * percent-encoded.
 *
 * @param chosen the letter, or null
 * @param refusal why there is none, or null
 */
record LetterSelection(@Nullable Chosen chosen, @Nullable HttpResponse refusal) {
  private static final String PREFIX = "/v1/deadletters/";

  /** A letter's name, the box it may be in, and the request that named it. */
  record Chosen(LetterId id, Delivery delivery, HttpRequest request) {}

  static LetterSelection one(
      HttpRequest request, SortedMap<QueueId, Delivery> queues, String suffix) {
    String path = request.path();
    String middle =
        path.endsWith(suffix)
            ? path.substring(PREFIX.length(), path.length() - suffix.length())
            : "";
    int slash = middle.lastIndexOf('/');
    if (slash < 0) {
      return refused(
          AdminJson.error(
              404,
              "not_found",
              "%s names no letter (expected: %sQUEUE/NUMBER%s)".formatted(path, PREFIX, suffix)));
    }
    String name = decoded(middle.substring(0, slash));
    LetterId id = LetterId.parse(name + "#" + middle.substring(slash + 1));
    if (id == null) {
      return refused(
          AdminJson.error(
              404,
              "not_found",
              "\"%s\" names no letter (expected: QUEUE/NUMBER)".formatted(middle)));
    }
    Delivery delivery = queues.get(id.queue());
    return delivery == null
        ? refused(noQueue(id.queue().toString(), queues))
        : new LetterSelection(new Chosen(id, delivery, request), null);
  }

  private static LetterSelection refused(HttpResponse refusal) {
    return new LetterSelection(null, refusal);
  }

  /** What was percent-encoded. */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  HttpResponse answer(Function<Chosen, HttpResponse> handler) {
    return chosen != null
        ? handler.apply(chosen)
        : refusal != null ? refusal : AdminJson.error(404, "not_found", "no letter");
  }

  static HttpResponse noLetter(LetterId id) {
    return AdminJson.error(404, "not_found", "there is no dead letter " + id);
  }

  static HttpResponse noQueue(String name, SortedMap<QueueId, Delivery> queues) {
    return AdminJson.error(
        404,
        "not_found",
        "there is no queue \"%s\" (there are: %s)".formatted(name, queues.keySet()));
  }
}
