package io.beltline.service.admin;

import io.beltline.api.ConsumeResult;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Listed;
import io.beltline.delivery.Delivery;
import io.beltline.service.admin.LetterSelection.Chosen;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Dead letters: a list of them, one of them, and what a person does with them. */
final class LetterResource {
  private static final int LONGEST_PAGE = 1000;
  private static final int USUAL_PAGE = 100;

  /** A larger letter is shown as protobuf only: as text it would be several times as long. */
  private static final long MOST_AS_TEXT = 16 << 20;

  private final AdminSource source;

  LetterResource(AdminSource source) {
    this.source = source;
  }

  HttpResponse list(HttpRequest request) {
    SortedMap<QueueId, Delivery> queues = source.queues().get();
    String wanted = first(request, "queue");
    QueueId only = wanted.isEmpty() ? null : QueueId.parse(wanted);
    if (!wanted.isEmpty() && (only == null || !queues.containsKey(only))) {
      return LetterSelection.noQueue(wanted, queues);
    }
    String after = first(request, "after");
    LetterId last = after.isEmpty() ? null : LetterId.parse(after);
    String limit = first(request, "limit");
    if (!after.isEmpty() && last == null) {
      return AdminJson.error(
          400, "invalid", "after: \"" + after + "\" is no letter (expected: the id of one)");
    }
    if (!limit.matches("[1-9][0-9]{0,8}|")) {
      return AdminJson.error(
          400, "invalid", "limit: \"" + limit + "\" is no number (expected: 1 to 1000)");
    }
    int most = limit.isEmpty() ? USUAL_PAGE : Math.min(LONGEST_PAGE, Integer.parseInt(limit));
    return page(queues, only, last, most);
  }

  private static HttpResponse page(
      SortedMap<QueueId, Delivery> queues,
      @Nullable QueueId only,
      @Nullable LetterId after,
      int most) {
    List<Map.Entry<LetterId, Listed>> page = new ArrayList<>();
    for (Map.Entry<QueueId, Delivery> queue : queues.entrySet()) {
      if (only != null && !only.equals(queue.getKey())) {
        continue;
      }
      for (Listed letter : queue.getValue().deadLetters()) {
        LetterId id = new LetterId(queue.getKey(), letter.id());
        if (page.size() <= most && (after == null || id.compareTo(after) > 0)) {
          page.add(Map.entry(id, letter));
        }
      }
    }
    boolean more = page.size() > most;
    List<Map.Entry<LetterId, Listed>> shown = more ? page.subList(0, most) : page;
    return AdminJson.answer(
        200,
        json -> {
          AdminJson.array(
              json,
              "dead_letters",
              shown,
              each -> LetterJson.head(json, each.getKey(), each.getValue().head()));
          json.writeStringProperty("next", more ? shown.getLast().getKey().toString() : null);
        });
  }

  HttpResponse show(HttpRequest request) {
    return LetterSelection.one(request, source.queues().get(), "").answer(this::show);
  }

  private HttpResponse show(Chosen chosen) {
    DeadLetter letter = chosen.delivery().deadLetter(chosen.id().number());
    if (letter == null) {
      return LetterSelection.noLetter(chosen.id());
    }
    if (first(chosen.request(), "format").equals("proto")) {
      return HttpResponse.of(
          200, "application/x-protobuf", letter.telemetry().payload().contiguous());
    }
    if (letter.head().bytes() > MOST_AS_TEXT) {
      return AdminJson.error(
          413,
          "too_large",
          "the letter holds %d bytes and is shown as protobuf only (expected: format=proto)"
              .formatted(letter.head().bytes()));
    }
    return AdminJson.answer(200, json -> LetterJson.whole(json, chosen.id(), letter));
  }

  HttpResponse redrive(HttpRequest request) {
    return LetterSelection.one(request, source.queues().get(), "/redrive")
        .answer(chosen -> done("redriven", chosen, chosen.delivery()::redrive));
  }

  HttpResponse purge(HttpRequest request) {
    return LetterSelection.one(request, source.queues().get(), "")
        .answer(chosen -> done("purged", chosen, chosen.delivery()::purge));
  }

  HttpResponse redriveAll(HttpRequest request) {
    return all(request, "redriven", (delivery, id) -> delivery.redrive(id));
  }

  HttpResponse purgeAll(HttpRequest request) {
    return all(request, "purged", (delivery, id) -> delivery.purge(id));
  }

  /** What is done with one letter of a box. */
  private interface Act {
    ConsumeResult on(Delivery delivery, long letter);
  }

  /** What is done with a letter of a known box. */
  private interface OneAct {
    ConsumeResult on(long letter);
  }

  private static HttpResponse done(String word, Chosen chosen, OneAct act) {
    return switch (act.on(chosen.id().number())) {
      case ConsumeResult.Accepted _ ->
          AdminJson.answer(200, json -> json.writeNumberProperty(word, 1));
      case ConsumeResult.Retryable wait -> AdminJson.error(503, "unavailable", wait.message());
      case ConsumeResult.Permanent _ -> LetterSelection.noLetter(chosen.id());
    };
  }

  private HttpResponse all(HttpRequest request, String word, Act act) {
    SortedMap<QueueId, Delivery> queues = source.queues().get();
    String wanted = first(request, "queue");
    QueueId only = QueueId.parse(wanted);
    if (wanted.isEmpty() && !first(request, "all").equals("true")) {
      return AdminJson.error(
          400, "invalid", "nothing is named (expected: queue=ID, or all=true for every queue)");
    }
    if (!wanted.isEmpty() && (only == null || !queues.containsKey(only))) {
      return LetterSelection.noQueue(wanted, queues);
    }
    long[] counts = new long[3];
    String[] why = {""};
    queues.forEach(
        (id, delivery) -> {
          if (only == null || id.equals(only)) {
            each(delivery, act, counts, why);
          }
        });
    return AdminJson.answer(
        200,
        json -> {
          json.writeNumberProperty(word, counts[0]);
          json.writeNumberProperty("items", counts[1]);
          json.writeNumberProperty("left", counts[2]);
          json.writeStringProperty("message", why[0]);
        });
  }

  private static void each(Delivery delivery, Act act, long[] counts, String[] why) {
    boolean full = false;
    for (Listed letter : delivery.deadLetters()) {
      ConsumeResult result =
          full ? ConsumeResult.unavailable("", null) : act.on(delivery, letter.id());
      if (result.isAccepted()) {
        counts[0]++;
        counts[1] += letter.head().items();
      } else if (result instanceof ConsumeResult.Retryable wait) {
        counts[2]++;
        why[0] = full ? why[0] : wait.message();
        full = true;
      } // else somebody else was faster
    }
  }

  private static String first(HttpRequest request, String name) {
    return request.parameter(name).stream().findFirst().orElse("");
  }
}
