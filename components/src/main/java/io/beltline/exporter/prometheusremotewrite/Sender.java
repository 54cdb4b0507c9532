package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.Clock;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.exporter.prometheusremotewrite.RemoteWriteResponses.Verdict;
import io.beltline.model.Slice;
import io.beltline.transport.Header;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Posts requests in the version the destination understands: the one that is asked for first, the
 * other one where that is not understood. What is found out holds as long as the process runs or
 * until it is not true any more. Safe for all threads.
 */
final class Sender {
  private static final int HTTP_FORBIDDEN = 403;

  /** How servers that do not know a version refuse it, though they should say 415. */
  private static final Set<Integer> DOUBTFUL = Set.of(400, 406, 422);

  private static final Refusal NO_MEMORY =
      new Refusal(Action.RETRY, Status.UNAVAILABLE, "memory for the request ran out", null);

  private final Settings settings;
  private final PrometheusRemoteWriteExporterConfig config;
  private final URI url;
  private final HttpClient client;
  private final Clock clock;
  private final RemoteWriteResponses responses;
  private final Written written;
  private volatile Version version;
  private volatile boolean known;

  Sender(
      Settings settings,
      PrometheusRemoteWriteExporterConfig config,
      HttpClient client,
      Clock clock,
      Written written) {
    this.settings = settings;
    this.config = config;
    this.url = URI.create(config.http().endpoint());
    this.client = client;
    this.clock = clock;
    this.responses =
        new RemoteWriteResponses(
            PrometheusRemoteWriteExporterConfig.ANSWERS.with(config.answers()));
    this.written = written;
    this.version = config.firstVersion();
  }

  /** Sends a request and says what became of it; never that it was not understood. */
  Verdict send(WriteRequest request, ExportRequest attempt) {
    List<Series> series = request.series();
    Version first = version;
    Verdict verdict = post(first, series, attempt);
    if (!isDoubtful(verdict)) {
      return settled(first, verdict);
    }
    Verdict second = post(first.other(), series, attempt);
    if (second instanceof Verdict.Taken) {
      settings
          .logger()
          .info(
              "the destination does not take version {} of Remote Write: {} is sent from now on",
              first,
              first.other());
      version = first.other();
      known = true;
      return second;
    }
    if (verdict instanceof Verdict.Refused) {
      return verdict;
    }
    return second instanceof Verdict.NotUnderstood(String words)
        ? new Verdict.Refused(responses.notUnderstood(words), 415, false, -1)
        : second;
  }

  /** Whether it may be the version that is at fault. */
  private boolean isDoubtful(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Taken _ -> false;
      case Verdict.NotUnderstood _ -> true;
      case Verdict.Refused refused ->
          !known && !refused.known() && DOUBTFUL.contains(refused.status());
    };
  }

  private Verdict settled(Version used, Verdict verdict) {
    if (verdict instanceof Verdict.Taken
        || (verdict instanceof Verdict.Refused refused && refused.known())) {
      known = known || used == version;
    }
    return verdict;
  }

  private Verdict post(Version used, List<Series> series, ExportRequest attempt) {
    try {
      return tried(used, series, attempt);
    } catch (OutOfMemoryError passing) { // others give back what they have
      return new Verdict.Refused(NO_MEMORY, 0, false, -1);
    }
  }

  private Verdict tried(Version used, List<Series> series, ExportRequest attempt) {
    List<Slice> encoded = used.encode(series, config.sendMetadata());
    Refusal leak = attempt.outgoing().look(encoded);
    if (leak != null) {
      return new Verdict.Refused(leak, HTTP_FORBIDDEN, true, -1);
    }
    Slice body = Codecs.compress(Compression.SNAPPY, 0, encoded);
    written.sent();
    HttpReply reply =
        client.send(
            new HttpCall(
                "POST",
                url,
                headers(used, attempt),
                List.of(body),
                attempt.context(),
                attempt.deadline()));
    Verdict verdict = responses.of(reply, used, clock.unixNanos());
    if (reply instanceof HttpReply.Response response && verdict instanceof Verdict.Taken) {
      written.taken(series, used == Version.V2 ? response : null);
    }
    return verdict;
  }

  /** The protocol's headers come last: they win over those of senders. */
  private List<Header> headers(Version used, ExportRequest attempt) {
    List<Header> headers = new ArrayList<>();
    for (String key : config.includeMetadataKeys()) {
      List<String> values = attempt.context().metadata().get(key);
      if (!values.isEmpty()) {
        headers.add(new Header(key.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
      }
    }
    headers.addAll(used.headers());
    return headers;
  }
}
