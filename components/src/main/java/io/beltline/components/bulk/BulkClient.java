package io.beltline.components.bulk;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Exporter.Outgoing;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.components.bulk.BulkResponse.Item;
import io.beltline.model.Slice;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.Header;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Sends bulk requests to the nodes of a cluster in turn. A node that cannot be reached is left
 * alone for a while, and the request goes to the next one at once, as nothing of it was sent. Safe
 * for all threads.
 */
public final class BulkClient {
  private static final Header NDJSON = new Header("content-type", "application/x-ndjson");

  private final BulkSettings settings;
  private final BulkAnswers answers;
  private final DocumentCounts counts;
  private final Logger logger;
  private final Host host;
  private final HttpClient http;
  private final NodeList nodes;
  private final @Nullable Discovery discovery;
  private volatile boolean answered;
  private final AtomicLong lastRefusedTold = new AtomicLong(Long.MIN_VALUE);

  /** A client; opens nothing yet. */
  public BulkClient(Settings component, Host host, BulkSettings settings) {
    this.settings = settings;
    this.host = host;
    this.logger = component.logger();
    this.answers = new BulkAnswers(settings.answers(), settings.showsSource());
    this.counts = new DocumentCounts(component.meter());
    this.http = HttpClient.create(settings.client(), ClientSettings.of(component, host));
    this.nodes = new NodeList(host.clock(), settings.nodes());
    this.discovery =
        settings.discoverOnStart() || settings.discoverInterval().isPositive()
            ? new Discovery(this, nodes, host.clock(), settings, logger)
            : null;
  }

  /** A writer whose requests are sent as soon as they are complete. */
  public BulkWriter writer(ItemOutcomes outcomes, ExportRequest request) {
    return new BulkWriter(settings.maxBytes(), new Sender(outcomes, request)::send);
  }

  /** Asks a node something; the nodes are tried in turn until one can be reached. */
  public HttpReply ask(
      String method,
      String pathAndQuery,
      @Nullable String json,
      Context context,
      @Nullable Deadline deadline) {
    List<Slice> body = json == null ? List.of() : List.of(Slice.utf8(json));
    return call(
        method,
        pathAndQuery,
        new Header("content-type", "application/json"),
        body,
        context,
        deadline);
  }

  private HttpReply call(
      String method,
      String path,
      Header type,
      List<Slice> body,
      Context context,
      @Nullable Deadline deadline) {
    List<Header> headers = new ArrayList<>(settings.credentials().get());
    headers.add(type);
    for (int tried = 1; ; tried++) {
      NodeList.Node node = nodes.choose();
      URI url = at(node.url(), path);
      HttpReply reply = http.send(new HttpCall(method, url, headers, body, context, deadline));
      boolean unsent =
          reply instanceof HttpReply.Failure(HttpReply.Kind kind, String _, boolean _)
              && (kind == HttpReply.Kind.CONNECT || kind == HttpReply.Kind.TLS);
      if (isDown(reply)) {
        nodes.failed(node);
      } else {
        nodes.well(node);
      }
      if (!unsent || tried >= nodes.size() || (deadline != null && deadline.isExpired())) {
        return reply;
      }
    }
  }

  private static boolean isDown(HttpReply reply) {
    return switch (reply) {
      case HttpReply.Failure failure ->
          switch (failure.kind()) {
            case REQUEST, CLOSED -> false;
            case CONNECT, TLS, TIMEOUT, PROTOCOL, RESET -> true;
          };
      case HttpReply.Response response -> response.status() >= 502 && response.status() <= 504;
    };
  }

  private static URI at(URI node, String path) {
    String base = node.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  /** True once a bulk request was answered, in whatever way. */
  public boolean hasAnswered() {
    return answered;
  }

  /** Ends: waits for calls until the deadline. */
  public void close(Deadline deadline) {
    http.close(deadline);
  }

  /** Sends the bulk requests of one export. One thread. */
  private final class Sender {
    private final ItemOutcomes outcomes;
    private final Context context;
    private final Deadline deadline;
    private final BitSet open;
    private final Outgoing outgoing;
    private @Nullable Refusal ended;

    private Sender(ItemOutcomes outcomes, ExportRequest request) {
      this.outcomes = outcomes;
      this.context = request.context();
      this.deadline = request.deadline();
      this.open = request.origins().open();
      this.outgoing = request.outgoing();
    }

    private void send(BulkRequest bulk) {
      Refusal before = ended;
      if (before != null) { // the cluster takes nothing now: the rest goes the same way
        bulk.allItems(item -> outcomes.refuse(item, before));
        return;
      }
      Refusal leak = outgoing.look(List.of(bulk.body()));
      if (leak != null) {
        refuseAll(bulk, leak, false);
        return;
      }
      if (discovery != null) {
        discovery.whenDue(context);
      }
      tell(settings.log().requests(), "request: {}", bulk.body());
      long begun = host.clock().nanoTime();
      HttpReply reply =
          call(
              "POST", "/_bulk" + settings.query(), NDJSON, List.of(bulk.body()), context, deadline);
      switch (reply) {
        case HttpReply.Failure failure -> {
          Duration waited = Duration.ofNanos(host.clock().nanoTime() - begun);
          refuseAll(bulk, BulkAnswers.lost(failure, bulk.documents(), waited), true);
        }
        case HttpReply.Response response -> {
          answered = true;
          tell(settings.log().responses(), "answer: {}", response.body());
          if (response.isSuccess()) {
            judge(bulk, response);
          } else {
            Refusal refusal = answers.whole(response, host.clock().unixNanos());
            refuseAll(bulk, refusal, !refusal.bisect());
          }
        }
      }
    }

    private void refuseAll(BulkRequest bulk, Refusal refusal, boolean ends) {
      bulk.allItems(item -> outcomes.refuse(item, refusal));
      counts.requestRefused();
      if (ends) {
        ended = refusal.open(false); // nothing of the rest is sent
      }
    }

    private void judge(BulkRequest bulk, HttpReply.Response response) {
      BulkResponse answer = BulkResponse.read(response.body());
      if (answer == null) {
        refuseAll(bulk, BulkAnswers.unreadable("no bulk response"), true);
        return;
      }
      if (answer.items().size() != bulk.documents()) {
        String told = answer.items().size() + " outcomes for " + bulk.documents() + " documents";
        refuseAll(bulk, BulkAnswers.unreadable(told), true);
        return;
      }
      for (int document = 0; document < bulk.documents(); document++) {
        Item item = answer.items().get(document);
        boolean own = bulk.known().get(document);
        boolean same = own || bulk.anyItem(document, open::get);
        Refusal refusal = answers.of(item, same && !settings.conflictsRefuse());
        counts.add(item, refusal, own);
        if (refusal == null) {
          bulk.items(document, outcomes::written);
        } else {
          String lane = refusal.action() == Action.HOLD ? bulk.indices()[document] : "";
          bulk.items(document, number -> outcomes.refuse(number, refusal, lane));
          refusedForGood(bulk, document, refusal);
        }
      }
    }
  }

  private void tell(boolean wanted, String format, Slice body) {
    if (wanted && logger.isDebugEnabled()) {
      logger.debug(format, body.toUtf8());
    }
  }

  private void refusedForGood(BulkRequest bulk, int document, Refusal refusal) {
    if (!settings.log().refused() || !logger.isDebugEnabled()) {
      return;
    }
    long now = host.clock().nanoTime();
    long last = lastRefusedTold.get();
    boolean due =
        last == Long.MIN_VALUE || now - last >= settings.log().refusedInterval().toNanos();
    if (due && lastRefusedTold.compareAndSet(last, now)) {
      String[] lines = bulk.body().toUtf8().split("\n", -1);
      logger.debug("refused: {}: {}", refusal.message(), lines[2 * document + 1]);
    }
  }
}
