package io.beltline.receiver.elasticsearchbulk;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Meter;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.RequestBuilder;
import io.beltline.components.otlp.HttpAnswers;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.elasticsearchbulk.BulkItem.Refusal;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes bulk requests, and answers when the pipeline has decided. Safe for all threads.
 *
 * <p>What may come again is answered for the request as a whole, which every client repeats; what
 * must not come again is answered document by document, which no client repeats.
 */
final class BulkHandler {
  private static final int TOO_LARGE = 413;

  private final DocumentMode mode;
  private final TranslatedIntake intake;
  private final Admission admission;
  private final Clock clock;
  private final Meter.Counter unsupported;
  private final Meter.Counter malformed;

  /**
   * A handler.
   *
   * @param admission the account that has room for answers
   */
  BulkHandler(
      Settings settings,
      DocumentMode mode,
      TranslatedIntake intake,
      Admission admission,
      Clock clock) {
    this.mode = mode;
    this.intake = intake;
    this.admission = admission;
    this.clock = clock;
    this.unsupported = refused(settings, "unsupported_action");
    this.malformed = refused(settings, "malformed_document");
  }

  private static Meter.Counter refused(Settings settings, String reason) {
    return settings
        .meter()
        .counter(
            "beltline_receiver_refused_documents",
            "{documents}",
            "Documents that were refused while others of their request were taken, and why.",
            Map.of("reason", reason));
  }

  /** What was read of a request, and the room of its answer: its own belongs to its records. */
  private static final class Read implements AutoCloseable {
    private List<BulkItem> items = List.of();
    private @Nullable Reservation reserved;

    @Override
    public void close() {
      if (reserved != null) {
        reserved.close();
      }
    }
  }

  /** There was no room for a request. */
  void overloaded() {
    intake.overloaded();
  }

  /**
   * Takes a request.
   *
   * @param index where documents go that do not say; may be empty
   */
  HttpResponse handle(HttpRequest request, String index) {
    long began = clock.nanoTime();
    try (Read read = new Read()) {
      Slice body = request.body();
      ConsumeResult result =
          intake.take(request.context(), body.length(), room -> read(body, index, room, read));
      if (isForTheWhole(result) || read.items.isEmpty()) { // or it was not read
        return HttpAnswers.of(result, HttpResponse.empty(200), EngineAnswers::refused);
      }
      read.items.forEach(this::count);
      long millis = (clock.nanoTime() - began) / 1_000_000;
      return EngineAnswers.bulk(read.items, refusal(result), millis);
    } catch (MalformedTelemetryException unreadable) {
      intake.refuse(unreadable);
      return EngineAnswers.error(
          400, "illegal_argument_exception", String.valueOf(unreadable.getMessage()));
    }
  }

  private Slice read(Slice body, String index, Room room, Read read) {
    RequestBuilder out = new RequestBuilder();
    DocumentRecords records = new DocumentRecords(mode, room);
    long now = clock.unixNanos();
    List<BulkItem> items =
        new BulkParser(body, index, room)
            .read((item, document) -> add(out, records.of(item, document, now), room));
    long size = items.stream().mapToLong(BulkItem::size).sum();
    read.reserved = room.apart(admission, size); // before the records are gone
    read.items = items;
    return out.records() == 0 ? Slice.EMPTY : out.build().payload().contiguous();
  }

  /** Adds a record; a document that tells of another place makes a group of its own. */
  private static void add(RequestBuilder out, Entry record, Room room) {
    int groups = out.groups();
    out.add(record);
    room.take((out.groups() - groups) * (long) RequestBuilder.GROUP);
  }

  /** Whether clients shall send the request again, or in halves. */
  private static boolean isForTheWhole(ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted _ -> false;
      case ConsumeResult.Retryable _ -> true;
      case ConsumeResult.Permanent permanent -> permanent.status().http() == TOO_LARGE;
    };
  }

  /** Why documents that could be read are not taken; null if they are. */
  private static @Nullable Refusal refusal(ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted accepted when accepted.rejectedItems() > 0 ->
          new Refusal(
              400,
              "illegal_argument_exception",
              "%d of the documents were refused: %s"
                  .formatted(accepted.rejectedItems(), accepted.message()));
      case ConsumeResult.Accepted _ -> null;
      case ConsumeResult.Permanent permanent ->
          new Refusal(400, "illegal_argument_exception", permanent.message());
      case ConsumeResult.Retryable again ->
          new Refusal(429, "es_rejected_execution_exception", again.message());
    };
  }

  private void count(BulkItem item) {
    Refusal error = item.error();
    if (error != null) {
      (error.type().startsWith("document") ? malformed : unsupported).add(1);
    }
  }
}
