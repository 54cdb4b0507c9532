package io.beltline.components.otlp;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;

/** What senders of other protocols are answered over HTTP when a pipeline has decided. */
public final class HttpAnswers {
  private HttpAnswers() {}

  /** Writes a refusal in the words of a protocol. */
  @FunctionalInterface
  public interface Refusal {
    /** The answer of a status, with its reason. */
    HttpResponse of(int status, String reason);
  }

  /**
   * The answer to a sender.
   *
   * @param taken what is answered when all was taken; items that were refused for good are 400
   * @param refusal writes what is answered otherwise; how long to wait is told beside it
   */
  public static HttpResponse of(ConsumeResult result, HttpResponse taken, Refusal refusal) {
    return switch (result) {
      case Accepted accepted ->
          accepted.rejectedItems() > 0 ? refusal.of(400, accepted.message()) : taken;
      case Retryable retryable -> {
        HttpResponse again =
            refusal.of(SenderStatus.retryableHttp(retryable.status()), retryable.message());
        Duration wait = retryable.retryAfter();
        yield wait == null ? again : again.with("retry-after", SenderStatus.seconds(wait));
      }
      case Permanent permanent ->
          refusal.of(SenderStatus.permanentHttp(permanent.status()), permanent.message());
    };
  }
}
