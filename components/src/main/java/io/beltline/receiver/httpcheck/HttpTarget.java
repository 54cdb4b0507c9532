package io.beltline.receiver.httpcheck;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.beltline.receiver.httpcheck.Check.Outcome;
import io.beltline.transport.HostPort;
import io.beltline.transport.http.AnswerRoom;
import io.beltline.transport.http.ExchangeTrace;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks one URL. Safe for all threads. */
final class HttpTarget {
  /** The largest body of an answer. */
  private static final long LARGEST = 64L << 20;

  /** What looking into a body takes, for each of its bytes: as a text, and as values of JSON. */
  private static final int LOOKING = 40;

  private final HttpTargetConfig config;
  private final URI url;
  private final HttpClient client;
  private final Admission admission;

  /**
   * One that has asked nothing yet.
   *
   * @param client asks; whose it is closes it
   * @param admission where the bytes of answers are reserved
   */
  HttpTarget(HttpTargetConfig config, URI url, HttpClient client, Admission admission) {
    this.config = config;
    this.url = url;
    this.client = client;
    this.admission = admission;
  }

  /** How long a check may take. */
  Duration limit() {
    return config.limit();
  }

  /** Asks, and looks at the answer; null if there is no memory for that now. */
  @Nullable Check check(Clock clock, Deadline deadline) {
    try (Reservation reservation = admission.reserve(0)) {
      if (reservation == null) {
        return null;
      }
      ExchangeTrace trace = new ExchangeTrace();
      long from = clock.nanoTime();
      HttpReply reply =
          client.send(call().with(deadline).with(trace).with(new AnswerRoom(LARGEST, reservation)));
      long nanos = clock.nanoTime() - from;
      BodyRules.Counts rules = null;
      if (reply instanceof HttpReply.Response answer && !config.validations().isEmpty()) {
        if (!reservation.grow((long) LOOKING * answer.body().length())) {
          return null;
        }
        rules = BodyRules.of(config.validations(), answer.body());
      }
      return new Check(shown(), config.verb(), nanos, Outcome.of(reply), trace, rules);
    }
  }

  /** The URL without credentials. */
  private String shown() {
    String user = HostPort.userInfo(url);
    return user == null ? url.toString() : url.toString().replace(user + "@", "");
  }

  private HttpCall call() {
    List<Slice> body = config.body().isEmpty() ? List.of() : List.of(Slice.utf8(config.body()));
    HttpCall call = new HttpCall(config.verb(), url, List.of(), body, Context.EMPTY, null);
    String contentType = config.contentType();
    return contentType == null ? call : call.with("content-type", contentType);
  }
}
