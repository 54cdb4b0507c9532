package io.beltline.distribution.migrate;

import io.beltline.config.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a migration did and what it could not, line by line. One thread. */
public final class Report {
  private final List<Line> lines = new ArrayList<>();

  /** What became of a part of the old configuration. */
  public enum Verdict {
    /** The new configuration does the same. */
    DONE("done"),
    /** The new configuration does it, with a difference that is told. */
    DIFFERS("differs"),
    /** It is not in the new configuration. */
    MISSING("missing");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }
  }

  /**
   * One line.
   *
   * @param place where the part stands
   * @param verdict what became of it
   * @param part what it is: {@code filter grok}
   * @param words what it became, or why it could not
   */
  public record Line(Position place, Verdict verdict, String part, String words) {
    @Override
    public String toString() {
      return "%s:%d: %-7s %s%s"
          .formatted(
              place.source(),
              place.line(),
              verdict.word,
              part,
              words.isEmpty() ? "" : ": " + words);
    }
  }

  /** A part that does the same. */
  public void done(Position place, String part, String words) {
    lines.add(new Line(place, Verdict.DONE, part, words));
  }

  /** A part that does nearly the same. */
  public void differs(Position place, String part, String words) {
    lines.add(new Line(place, Verdict.DIFFERS, part, words));
  }

  /** A part that is left out. */
  public void missing(Position place, String part, String words) {
    lines.add(new Line(place, Verdict.MISSING, part, words));
  }

  /** All lines, in the order of the old configuration. */
  public List<Line> lines() {
    return lines.stream().sorted(Comparator.comparingInt(line -> line.place().line())).toList();
  }

  /** How many lines have a verdict. */
  public long count(Verdict verdict) {
    return lines.stream().filter(line -> line.verdict() == verdict).count();
  }
}
