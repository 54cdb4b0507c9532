package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.components.answers.NoAnswer;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.delivery.AnswerTable;
import io.beltline.delivery.AnswerTable.Line;
import io.beltline.delivery.Concern;
import io.beltline.transport.http.HttpReply;

/** What the answers to Remote Write mean. */
final class RemoteWriteResponses {
  /** What is done with each status. */
  static final AnswerTable TABLE =
      AnswerTable.http(
          Line.of(
              "409",
              Action.DEAD_LETTER,
              Concern.DATA,
              "a sample conflicts with what is stored: Thanos says so"));

  private static final int LONGEST_WORDS = 512;

  private final AnswerTable table;

  RemoteWriteResponses(AnswerTable table) {
    this.table = table;
  }

  /** What became of a request. */
  sealed interface Verdict {

    /** It was taken. */
    record Taken() implements Verdict {}

    /** The destination does not know the version. */
    record NotUnderstood(String words) implements Verdict {}

    /**
     * It was refused.
     *
     * @param refusal why
     * @param status the status; 0 for no answer
     * @param known whether the destination has shown that it knows the version
     * @param written how many samples and histograms it says it stored all the same; -1 if it says
     *     nothing
     */
    record Refused(Refusal refusal, int status, boolean known, long written) implements Verdict {}
  }

  /**
   * What became of a request.
   *
   * @param version how it was written
   * @param unixNanos now, for a Retry-After that names a date
   */
  Verdict of(HttpReply reply, Version version, long unixNanos) {
    return switch (reply) {
      case HttpReply.Response response -> of(response, version, unixNanos);
      case HttpReply.Failure failure ->
          new Verdict.Refused(NoAnswer.refusal(failure), 0, false, -1);
    };
  }

  private Verdict of(HttpReply.Response response, Version version, long unixNanos) {
    long written = written(response);
    if (response.isSuccess()) {
      // a server of the first version finds nothing it knows, and is content with that
      return version == Version.V2 && written < 0
          ? new Verdict.NotUnderstood(
              "HTTP " + response.status() + " without " + RemoteWrite.SAMPLES_WRITTEN)
          : new Verdict.Taken();
    }
    String words = words(response);
    String message = "HTTP " + response.status() + (words.isEmpty() ? "" : ": " + words);
    if (response.status() == 415) {
      return new Verdict.NotUnderstood(message);
    }
    Refusal refusal = table.http(response.status(), words, message, response.retryAfter(unixNanos));
    return new Verdict.Refused(
        refusal, response.status(), version == Version.V1 || written >= 0, written);
  }

  /** What is done with a request that no version of the protocol makes understood. */
  Refusal notUnderstood(String words) {
    return table.http(415, words, words, null);
  }

  private static long written(HttpReply.Response response) {
    String samples = response.header(RemoteWrite.SAMPLES_WRITTEN);
    String histograms = response.header(RemoteWrite.HISTOGRAMS_WRITTEN);
    return samples.isEmpty() && histograms.isEmpty() ? -1 : number(samples) + number(histograms);
  }

  /** A number of a header; 0 for what is none. */
  static long number(String text) {
    try {
      return Math.max(0, Long.parseLong(text.strip()));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private static String words(HttpReply.Response response) {
    String type = response.header("content-type");
    if (!type.startsWith("text/plain") && !type.startsWith("application/json")) {
      return "";
    }
    String words = response.body().toUtf8().strip();
    return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "...";
  }
}
