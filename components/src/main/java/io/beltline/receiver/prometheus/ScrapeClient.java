package io.beltline.receiver.prometheus;

import io.beltline.api.Deadline;
import io.beltline.api.Reservation;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.http.AnswerRoom;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks the targets of a job for their expositions. Safe for all threads. */
final class ScrapeClient {
  private final JobSettings job;
  private final HttpClient client;
  private final String accept;

  /** A client that has no connection yet. */
  ScrapeClient(JobSettings job, ClientSettings settings) {
    this.job = job;
    this.client = HttpClient.create(job.client(), settings);
    this.accept = ScrapeProtocol.accept(job.protocols(), job.escaping().word());
  }

  /**
   * The exposition of a target; null if there is none, and then the counts say why.
   *
   * @param until when it is given up
   * @param reservation holds its bytes
   */
  HttpReply.@Nullable Response ask(
      Target target, Deadline until, Reservation reservation, ScrapeCounts counts) {
    HttpCall call;
    try {
      call = job.signed(HttpCall.get(target.url()));
    } catch (DiscoveryException unreadable) {
      counts.fail("credentials", String.valueOf(unreadable.getMessage()));
      return null;
    }
    HttpReply reply =
        client.send(
            call.with("accept", accept)
                .with("accept-encoding", job.job().enableCompression() ? "gzip" : "identity")
                .with("x-prometheus-scrape-timeout-seconds", seconds(target.timeout()))
                .with(until)
                .with(new AnswerRoom(job.bodyLimit(), reservation)));
    return switch (reply) {
      case HttpReply.Response response when response.status() == 200 -> response;
      case HttpReply.Response response -> {
        counts.fail("status", "it answers " + response.status());
        yield null;
      }
      case HttpReply.Failure failure -> {
        counts.fail(failure.kind().name().toLowerCase(Locale.ROOT), failure.message());
        yield null;
      }
    };
  }

  private static String seconds(Duration timeout) {
    return BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  void close(Deadline deadline) {
    client.close(deadline);
  }
}
