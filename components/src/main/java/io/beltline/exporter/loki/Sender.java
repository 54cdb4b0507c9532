package io.beltline.exporter.loki;

import io.beltline.api.Clock;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.components.answers.NoAnswer;
import io.beltline.components.loki.PushFields;
import io.beltline.delivery.AnswerTable;
import io.beltline.exporter.loki.Verdict.Refused;
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
import java.util.Locale;
import java.util.Set;

/**
 * Posts requests. Where an answer names streams or lines, those are set aside and the rest is sent
 * once more: Loki has stored it or not, and takes a line that it has without a word. Safe for all
 * threads.
 */
final class Sender {
  /** How often the rest of one request is sent, before delivery looks for the lines at fault. */
  private static final int MOST_ATTEMPTS = 16;

  private static final int LONGEST_WORDS = 512;

  private static final Refusal NO_MEMORY =
      new Refusal(Action.RETRY, Status.UNAVAILABLE, "memory for the request ran out", null);

  /** What a tenant, its account or its limits are told, and others may be spared. */
  private static final Set<Integer> OF_A_TENANT = Set.of(401, 402, 403, 404, 429);

  private final URI url;
  private final Tenants tenants;
  private final HttpClient client;
  private final Clock clock;
  private final AnswerTable table;
  private final Losses losses;

  Sender(
      LokiExporterConfig config, Tenants tenants, HttpClient client, Clock clock, Losses losses) {
    this.url = URI.create(config.client().endpoint());
    this.tenants = tenants;
    this.client = client;
    this.clock = clock;
    this.table = LokiExporterConfig.ANSWERS.with(config.answers());
    this.losses = losses;
  }

  /** Sends a request and says what became of it. */
  Verdict send(PushRequest request, ExportRequest attempt) {
    List<Refused> refused = new ArrayList<>();
    PushRequest rest = request;
    for (int i = 1; !rest.isEmpty(); i++) {
      HttpReply reply;
      try {
        Slice encoded = rest.encode();
        Refusal leak = attempt.outgoing().look(List.of(encoded));
        if (leak != null) {
          refused.add(new Refused(rest.lines(), leak, ""));
          break;
        }
        reply = post(rest, encoded, attempt);
      } catch (OutOfMemoryError passing) { // others give back what they have
        refused.add(new Refused(rest.lines(), NO_MEMORY, ""));
        break;
      }
      if (reply instanceof HttpReply.Response response && response.isSuccess()) {
        losses.taken(rest.lines().size());
        break;
      }
      Refusal refusal = refusal(reply);
      List<Complaint> complaints =
          i < MOST_ATTEMPTS && reply instanceof HttpReply.Response response
              ? complaints(response)
              : List.of();
      if (hasMetadata(rest)
          && complaints.stream()
              .anyMatch(one -> one.kind() == Complaint.Kind.NO_STRUCTURED_METADATA)) {
        return new Verdict(refused, rest.lines());
      }
      List<Refused> named = named(rest, complaints, refusal);
      if (named.isEmpty()) {
        refused.add(new Refused(rest.lines(), refusal, lane(rest, reply, refusal, attempt)));
        break;
      }
      refused.addAll(named);
      rest = rest.without(named.stream().flatMap(one -> one.lines().stream()).toList());
    }
    return new Verdict(refused, List.of());
  }

  private static boolean hasMetadata(PushRequest request) {
    return request.lines().stream().anyMatch(line -> !line.metadata().isEmpty());
  }

  private static List<Complaint> complaints(HttpReply.Response response) {
    return response.status() == 400 || response.status() == 429
        ? Complaints.of(response.body().toUtf8())
        : List.of();
  }

  /** The lines that an answer names. */
  private List<Refused> named(PushRequest request, List<Complaint> complaints, Refusal refusal) {
    List<Refused> named = new ArrayList<>();
    PushRequest rest = request;
    for (Complaint complaint : complaints) {
      for (Piece piece : rest.pieces()) {
        if (complaint.concerns(piece.stream())) {
          List<Line> lines = piece.lines(complaint.lines());
          List<Line> meant = lines.subList(0, Math.min(lines.size(), complaint.oldest()));
          if (!meant.isEmpty()) {
            named.add(refused(piece.stream(), meant, complaint, refusal));
            rest = rest.without(meant);
          }
          break;
        }
      }
    }
    return named;
  }

  private Refused refused(Stream stream, List<Line> lines, Complaint complaint, Refusal refusal) {
    losses.refused(complaint.kind().name().toLowerCase(Locale.ROOT), lines.size());
    boolean aside = isPassing(refusal) && complaint.kind().isPassing();
    return new Refused(lines, refusal.named(), aside ? stream.lane() : "");
  }

  /** The lane of a request without a line at fault; what comes from a lane stays where it is. */
  private String lane(
      PushRequest request, HttpReply reply, Refusal refusal, ExportRequest attempt) {
    boolean aside =
        attempt.lanes().own().isEmpty()
            && isPassing(refusal)
            && reply instanceof HttpReply.Response response
            && OF_A_TENANT.contains(response.status());
    return aside ? tenants.lane(request.tenant()) : "";
  }

  private static boolean isPassing(Refusal refusal) {
    return refusal.action() == Action.RETRY || refusal.action() == Action.HOLD;
  }

  private HttpReply post(PushRequest request, Slice encoded, ExportRequest attempt) {
    losses.sent();
    Slice body = Codecs.compress(Compression.SNAPPY, 0, List.of(encoded));
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("content-type", PushFields.PROTOBUF));
    if (!request.tenant().isEmpty()) {
      headers.add(new Header(PushFields.TENANT, request.tenant()));
    }
    return client.send(
        new HttpCall("POST", url, headers, List.of(body), attempt.context(), attempt.deadline()));
  }

  private Refusal refusal(HttpReply reply) {
    return switch (reply) {
      case HttpReply.Response response -> {
        String words = response.body().toUtf8().strip();
        String brief =
            words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "...";
        String message = "HTTP " + response.status() + (brief.isEmpty() ? "" : ": " + brief);
        yield table.http(response.status(), brief, message, response.retryAfter(clock.unixNanos()));
      }
      case HttpReply.Failure failure -> NoAnswer.refusal(failure);
    };
  }
}
