package io.beltline.receiver.influxdb;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.intake.ReceivedLines;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.List;

/**
 * Takes writes, and answers when the pipelines have. As InfluxDB does, it takes the lines that can
 * be read and tells about those that cannot: a sender does not send them again. Safe for all
 * threads.
 */
final class WriteHandler implements HttpHandler {
  private final Settings settings;
  private final Words words;
  private final TranslatedIntake intake;
  private final Clock clock;
  private final Meter.Counter read;
  private final Meter.Counter malformed;
  private final Meter.Counter noNumber;

  WriteHandler(Settings settings, Words words, TranslatedIntake intake, Clock clock) {
    this.settings = settings;
    this.words = words;
    this.intake = intake;
    this.clock = clock;
    this.read = ReceivedLines.read(settings, "http");
    this.malformed = ReceivedLines.dropped(settings, "malformed");
    this.noNumber = ReceivedLines.dropped(settings, "no_number");
  }

  @Override
  public void overloaded(HttpRequest request) {
    intake.overloaded();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    List<String> written = request.parameter("precision");
    Precision precision = Precision.of(written.isEmpty() ? "" : written.getFirst());
    if (precision == null) {
      return refused("unrecognized precision (expected: ns, us, ms, s, m or h)");
    }
    Slice body = request.body();
    Complaints complaints = new Complaints();
    long[] skipped = {0};
    ConsumeResult result =
        intake.take(
            request.context(),
            body.length(),
            room -> {
              Translation translation = new Translation(room);
              try {
                translate(body, precision, room, translation, complaints);
              } finally {
                skipped[0] = translation.skipped(); // as far as there was room
              }
              return translation.request();
            });
    if (result instanceof ConsumeResult.Retryable) {
      return words.of(result); // all of it comes again
    }
    malformed.add(complaints.bad());
    noNumber.add(skipped[0]);
    return complaints.bad() == 0 || !result.isAccepted()
        ? words.of(result)
        : partial(request, complaints);
  }

  private void translate(
      Slice body, Precision precision, Room room, Translation translation, Complaints complaints) {
    LineReader reader = new LineReader(body, precision, clock.unixNanos(), room);
    try {
      boolean more = true;
      while (more) {
        more = translateNext(reader, translation, complaints);
      }
    } finally {
      read.add(complaints.good + complaints.bad()); // as far as there was room
    }
  }

  /** Whether there was a line. */
  private static boolean translateNext(
      LineReader reader, Translation translation, Complaints complaints) {
    try {
      Line line = reader.next();
      if (line == null) {
        return false;
      }
      translation.add(line);
      complaints.good();
    } catch (MalformedLineException wrong) {
      complaints.bad(reader.line(), wrong);
    }
    return true;
  }

  private HttpResponse partial(HttpRequest request, Complaints complaints) {
    String message = complaints.words();
    settings.logger().debug("{}: {}", request.peer(), message);
    return complaints.good == 0 ? refused(message) : words.answer(400, message);
  }

  private HttpResponse refused(String message) {
    intake.refuse(new MalformedTelemetryException(message));
    return words.answer(400, message);
  }

  /** What was wrong in a request. */
  private static final class Complaints {
    private static final int SHOWN = 5;

    private final StringBuilder text = new StringBuilder();
    private long good;
    private long bad;

    void good() {
      good++;
    }

    void bad(int line, MalformedLineException wrong) {
      if (bad++ < SHOWN) {
        text.append(text.isEmpty() ? "" : "; ").append("line ").append(line).append(": ");
        text.append(wrong.getMessage());
      }
    }

    long bad() {
      return bad;
    }

    String words() {
      String more = bad > SHOWN ? "; and " + (bad - SHOWN) + " more" : "";
      String what = good == 0 ? "unable to parse: " : "partial write: unable to parse: ";
      return what + text + more + " dropped=" + bad;
    }
  }
}
