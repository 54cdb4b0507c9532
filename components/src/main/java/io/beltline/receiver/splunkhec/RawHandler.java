package io.beltline.receiver.splunkhec;

import io.beltline.api.Clock;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.Origin;
import io.beltline.components.operators.RequestBuilder;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes raw text, whose metadata stands in the query. Safe for all threads. */
final class RawHandler implements HttpHandler {
  /** What an event takes beside its text. */
  private static final int EVENT = 256;

  private final Metadata metadata;
  private final Splitting splitting;
  private final TranslatedIntake intake;
  private final Clock clock;

  RawHandler(Metadata metadata, Splitting splitting, TranslatedIntake intake, Clock clock) {
    this.metadata = metadata;
    this.splitting = splitting;
    this.intake = intake;
    this.clock = clock;
  }

  @Override
  public void overloaded(HttpRequest request) {
    intake.overloaded();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Slice body = request.body();
    return body.length() == 0
        ? HecAnswers.NO_DATA
        : HecAnswers.of(
            intake.take(request.context(), body.length(), room -> read(request, body, room)));
  }

  private Slice read(HttpRequest request, Slice body, Room room) {
    Map<String, @Nullable Object> resource =
        metadata.resource(
            first(request, "host"),
            first(request, "source"),
            first(request, "sourcetype"),
            first(request, "index"),
            request.header("authorization"));
    RequestBuilder records = new RequestBuilder();
    byte[] bytes = body.array();
    int from = body.offset();
    for (int at = from; splitting == Splitting.LINE && at < body.end(); at++) {
      if (bytes[at] == '\n') {
        int end = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
        add(records, bytes, from, end, resource, room);
        from = at + 1;
      }
    }
    if (from < body.end()) {
      add(records, bytes, from, body.end(), resource, room);
    }
    return records.build().payload().contiguous();
  }

  private void add(
      RequestBuilder records,
      byte[] bytes,
      int from,
      int to,
      Map<String, @Nullable Object> resource,
      Room room) {
    room.take(EVENT);
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    Entry entry = new Entry("", Origin.NONE, text, clock.unixNanos());
    entry.resource().putAll(resource);
    records.add(entry);
  }

  private static String first(HttpRequest request, String name) {
    List<String> values = request.parameter(name);
    return values.isEmpty() ? "" : values.getFirst();
  }
}
