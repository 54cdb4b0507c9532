package io.beltline.delivery;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.config.Validated.Problems;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done with each answer of a backend that did not take a request: a table an exporter
 * starts from, and what its user wrote over it under {@code answers}.
 *
 * <p>What the words say comes first, then the exact status or code, then the class. What the user
 * wrote wins over the table, whichever of the two is more exact; it changes what is done, not what
 * the answer speaks of. Immutable.
 */
public final class AnswerTable {
  private static final Status TOO_LARGE = new Status(Code.INVALID_ARGUMENT, 413);

  private final boolean http;
  private final Map<Answer, Line> lines;
  private final Map<Answer, Action> written;

  private AnswerTable(boolean http, Map<Answer, Line> lines, Map<Answer, Action> written) {
    this.http = http;
    this.lines = lines;
    this.written = written;
  }

  /**
   * A line of a table.
   *
   * @param answer what the backend says
   * @param action what is done
   * @param concern what the answer speaks of
   * @param why the reason, for the reference
   */
  public record Line(Answer answer, Action action, Concern concern, String why) {

    /** A line for an answer as users write it. */
    public static Line of(String answer, Action action, Concern concern, String why) {
      return new Line(Answer.parse(answer), action, concern, why);
    }
  }

  /** The answers of a backend over HTTP: what all have in common, and lines of its own over it. */
  public static AnswerTable http(Line... own) {
    return table(true, StandardAnswers.HTTP, own);
  }

  /** The answers of a backend over gRPC: what all have in common, and lines of its own over it. */
  public static AnswerTable grpc(Line... own) {
    return table(false, StandardAnswers.GRPC, own);
  }

  private static AnswerTable table(boolean http, List<Line> common, Line... own) {
    Map<Answer, Line> lines = new LinkedHashMap<>();
    common.forEach(line -> lines.put(line.answer, line));
    for (Line line : own) {
      lines.put(line.answer, line);
    }
    return new AnswerTable(http, lines, Map.of());
  }

  /** The table with what a user wrote over it, which {@link #check} found no fault with. */
  public AnswerTable with(Map<Answer, Action> answers) {
    return new AnswerTable(http, lines, Map.copyOf(answers));
  }

  /** Reports what a user wrote under {@code answers} and this backend never says. */
  public void check(Map<Answer, Action> answers, Problems problems) {
    for (Answer answer : answers.keySet()) {
      boolean possible =
          answer.isHttp() ? http : answer.isGrpc() ? !http : lines.containsKey(answer);
      if (!possible) {
        problems.add(
            "answers::" + answer.key(),
            "is no answer of this destination (expected: %s, or %s)"
                .formatted(
                    http
                        ? "an HTTP status such as 401, a class such as 5xx"
                        : "a gRPC code such as UNAVAILABLE",
                    String.join(" or ", said())));
      }
    }
  }

  private List<String> said() {
    return lines.keySet().stream()
        .filter(answer -> !answer.isHttp() && !answer.isGrpc())
        .map(Answer::key)
        .toList();
  }

  /**
   * What an HTTP status of 300 or more means.
   *
   * @param words what the backend said beside it
   * @param message the words to pass on
   * @param retryAfter how long it asks to wait
   */
  public Refusal http(int status, String words, String message, @Nullable Duration retryAfter) {
    Line line = line(Answer.of(status), Answer.classOf(status), words);
    return refusal(line, Status.ofHttp(status), message, retryAfter);
  }

  /**
   * What a gRPC code means.
   *
   * @param message the backend's words
   * @param retryAfter how long it asks to wait
   */
  public Refusal grpc(Code code, String message, @Nullable Duration retryAfter) {
    Line line = line(Answer.of(code), Answer.of(code), message);
    return refusal(line, Status.of(code), message, retryAfter);
  }

  /** The lines, without what a user wrote. */
  public Collection<Line> lines() {
    return lines.values();
  }

  private Line line(Answer exact, Answer general, String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    for (Words said : Words.ALL) {
      Line line = lines.get(Answer.of(said));
      if (line != null && said.in(exact, lower)) {
        return chosen(line, line.answer, line.answer);
      }
    }
    Line line = lines.get(exact);
    if (line == null) {
      line = lines.getOrDefault(general, StandardAnswers.UNHEARD_OF);
    }
    return chosen(line, exact, general);
  }

  private Line chosen(Line line, Answer exact, Answer general) {
    Answer key = written.containsKey(exact) ? exact : general;
    Action action = written.get(key);
    return action == null
        ? line
        : new Line(new Answer("answers::" + key.key()), action, line.concern, "");
  }

  private static Refusal refusal(
      Line line, Status status, String message, @Nullable Duration retryAfter) {
    boolean waits = line.action == Action.RETRY || line.action == Action.HOLD;
    return new Refusal(
        line.action,
        line.action == Action.RETRY_SMALLER ? TOO_LARGE : status,
        message,
        waits ? retryAfter : null,
        line.concern == Concern.DATA,
        line.answer.key());
  }

  /** The table for a reference page, in Markdown. */
  public String toMarkdown() {
    StringBuilder rows =
        new StringBuilder("| Answer | What is done | It speaks of | Why |\n|---|---|---|---|\n");
    for (Line line : lines.values()) {
      rows.append(
          "| `%s` | `%s` | the %s | %s |\n"
              .formatted(
                  line.answer.key(),
                  line.action.name().toLowerCase(Locale.ROOT),
                  line.concern.name().toLowerCase(Locale.ROOT),
                  line.why));
    }
    return rows.toString();
  }
}
