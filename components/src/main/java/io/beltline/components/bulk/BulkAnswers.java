package io.beltline.components.bulk;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.components.answers.NoAnswer;
import io.beltline.components.bulk.BulkResponse.Item;
import io.beltline.config.GoDuration;
import io.beltline.delivery.AnswerTable;
import io.beltline.transport.http.HttpReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the answers of a search engine mean, for a whole request and for each document. */
final class BulkAnswers {
  private static final int LONGEST_WORDS = 512;

  /** What a proxy says that has waited in vain for the engine. */
  private static final int NO_ANSWER_BEHIND = 504;

  /** From here on a reason shows what was sent. */
  private static final String PREVIEW = "Preview of field's value";

  private final AnswerTable table;
  private final boolean showsSource;

  BulkAnswers(AnswerTable table, boolean showsSource) {
    this.table = table;
    this.showsSource = showsSource;
  }

  /** Why a whole request was refused. */
  Refusal whole(HttpReply.Response response, long unixNanos) {
    String words = clip(EngineError.words(response));
    String message = "HTTP " + response.status() + (words.isEmpty() ? "" : ": " + words);
    Refusal refusal = table.http(response.status(), words, message, response.retryAfter(unixNanos));
    boolean again = refusal.action() == Action.RETRY;
    return refusal
        .open(response.status() >= 500)
        .late(again && response.status() == NO_ANSWER_BEHIND);
  }

  /**
   * Why a whole request did not arrive: that says nothing about the data, nor, once a connection
   * was there, whether it was written. An engine that gave no answer in time may be at work on it
   * still, and gets the same in smaller parts.
   *
   * @param documents how many documents it had
   * @param waited how long the answer was waited for
   */
  static Refusal lost(HttpReply.Failure failure, int documents, Duration waited) {
    Refusal refusal = NoAnswer.refusal(failure);
    boolean unsent =
        switch (failure.kind()) {
          case REQUEST, CONNECT, TLS -> true;
          case TIMEOUT, PROTOCOL, RESET, CLOSED -> false;
        };
    String message =
        failure.late()
            ? "no answer within %s to %d %s (%s)"
                .formatted(
                    GoDuration.format(rounded(waited)),
                    documents,
                    documents == 1 ? "document" : "documents",
                    failure.message())
            : failure.message();
    return new Refusal(refusal.action(), refusal.status(), message, null)
        .open(!unsent)
        .late(failure.late());
  }

  private static Duration rounded(Duration time) {
    long unit = time.toSeconds() > 0 ? 100 : 10;
    return Duration.ofMillis((time.toMillis() + unit / 2) / unit * unit);
  }

  /** An answer of success that does not tell what became of the documents. */
  static Refusal unreadable(String what) {
    return new Refusal(Action.RETRY, Status.ofHttp(502), "unreadable answer: " + what, null)
        .open(true);
  }

  /**
   * Why a document was refused; null if it was not.
   *
   * @param known whether a document of its id is taken for the same
   */
  @Nullable Refusal of(Item item, boolean known) {
    if (item.isTaken() || (known && item.status() == 409)) {
      return null;
    }
    if (item.status() < 300) {
      return unreadable("no status for a document");
    }
    String reason = showsSource ? item.reason() : shown(item.reason());
    String words =
        clip(item.type() + (item.type().isEmpty() || reason.isEmpty() ? "" : ": ") + reason);
    String message = "HTTP " + item.status() + (words.isEmpty() ? "" : ": " + words);
    return table.http(item.status(), words, message, null).named();
  }

  private static String shown(String reason) {
    int preview = reason.indexOf(PREVIEW);
    return preview < 0 ? reason : reason.substring(0, preview).strip();
  }

  private static String clip(String words) {
    return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "...";
  }
}
