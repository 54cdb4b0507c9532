package io.beltline.receiver.splunkhec;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Meter;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.Origin;
import io.beltline.components.operators.RequestBuilder;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes events, and answers when the pipelines have. A request with logs and metrics is taken when
 * both are; logs come first. Safe for all threads.
 */
final class EventHandler implements HttpHandler {
  private final Metadata metadata;
  private final @Nullable TranslatedIntake logs;
  private final @Nullable TranslatedIntake metrics;
  private final Admission admission;
  private final Clock clock;
  private final Meter.Counter unusable;

  EventHandler(
      Settings settings,
      Metadata metadata,
      @Nullable TranslatedIntake logs,
      @Nullable TranslatedIntake metrics,
      Admission admission,
      Clock clock) {
    this.metadata = metadata;
    this.logs = logs;
    this.metrics = metrics;
    this.admission = admission;
    this.clock = clock;
    this.unusable =
        settings
            .meter()
            .counter(
                "beltline_receiver_dropped_items",
                "{items}",
                "Items that were taken and not delivered, and why.",
                Map.of("reason", "no_number"));
  }

  /** What was read of a request, and the room of its metrics: its own belongs to its logs. */
  private static final class Read implements AutoCloseable {
    private Slice metrics = Slice.EMPTY;
    private @Nullable Reservation reserved;
    private long unusable;

    @Override
    public void close() {
      if (reserved != null) {
        reserved.close();
      }
    }
  }

  private TranslatedIntake first() {
    TranslatedIntake only = logs == null ? metrics : logs;
    if (only == null) {
      throw new IllegalStateException("no pipeline");
    }
    return only;
  }

  @Override
  public void overloaded(HttpRequest request) {
    first().overloaded();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Slice body = request.body();
    if (body.length() == 0) {
      return HecAnswers.NO_DATA;
    }
    try (Read read = new Read()) {
      ConsumeResult result =
          first().take(request.context(), body.length(), room -> read(request, body, room, read));
      if (result instanceof ConsumeResult.Accepted taken && read.reserved != null) {
        result = both(taken, takeMetrics(request, read.metrics, read.reserved));
      }
      if (result.isAccepted()) {
        unusable.add(read.unusable);
      }
      return HecAnswers.of(result);
    } catch (InvalidEventException invalid) {
      first().refuse(new MalformedTelemetryException(String.valueOf(invalid.getMessage())));
      return invalid.answer();
    }
  }

  /** The request in OTLP for the first intake; what else there is is kept. */
  private Slice read(HttpRequest request, Slice body, Room room, Read read) {
    RequestBuilder records = new RequestBuilder();
    MetricWriter points = new MetricWriter(room);
    String authorization = request.header("authorization");
    int[] number = {0};
    new EventParser(room)
        .read(
            body,
            event -> {
              Map<String, @Nullable Object> resource =
                  metadata.resource(
                      event.host(),
                      event.source(),
                      event.sourcetype(),
                      event.index(),
                      authorization);
              if (event.isMetric()) {
                supported(metrics, "Unsupported metric event", number[0]);
                points.add(event, resource);
              } else {
                boolean measures = measures(event);
                if (measures) {
                  points.add(event, resource);
                }
                if (logs != null || !measures) { // what it says beside its numbers is not lost
                  supported(logs, "Unsupported log event", number[0]);
                  add(records, entry(event, resource), room);
                }
              }
              number[0]++;
            });
    read.unusable = points.unusable();
    Slice values = points.toRequest();
    if (logs == null) {
      return values;
    }
    if (values.length() > 0) {
      read.reserved = room.apart(admission, values.length()); // before the logs are gone
      read.metrics = values;
    }
    return records.records() == 0 ? Slice.EMPTY : records.build().payload().contiguous();
  }

  /** What has a metric's name and no number is a record, but where nobody takes records. */
  private boolean measures(HecEvent event) {
    return metrics != null
        && (MetricWriter.hasNumber(event) || (logs == null && !event.values().isEmpty()));
  }

  /** Adds a record; an event that tells of another place makes a group of its own. */
  private static void add(RequestBuilder records, Entry entry, Room room) {
    int groups = records.groups();
    records.add(entry);
    room.take((records.groups() - groups) * (long) RequestBuilder.GROUP);
  }

  private static void supported(@Nullable TranslatedIntake intake, String otherwise, int number) {
    if (intake == null) {
      throw new InvalidEventException(otherwise, HecAnswers.INVALID, number);
    }
  }

  private Entry entry(HecEvent event, Map<String, @Nullable Object> resource) {
    Entry entry = new Entry("", Origin.NONE, event.event(), clock.unixNanos());
    entry.time(event.time());
    entry.attributes().putAll(event.fields());
    entry.resource().putAll(resource);
    return entry;
  }

  private ConsumeResult takeMetrics(HttpRequest request, Slice points, Reservation reserved) {
    TranslatedIntake intake = metrics;
    if (intake == null) {
      throw new IllegalStateException("no pipeline");
    }
    return intake.take(request.context().withReservation(reserved), 0, room -> points);
  }

  /** What became of logs that were taken and their metrics. */
  private static ConsumeResult both(ConsumeResult.Accepted logs, ConsumeResult metrics) {
    if (!(metrics instanceof ConsumeResult.Accepted points)) {
      return metrics;
    }
    String between = logs.message().isEmpty() || points.message().isEmpty() ? "" : "; ";
    return new ConsumeResult.Accepted(
        logs.rejectedItems() + points.rejectedItems(), logs.message() + between + points.message());
  }
}
