package io.beltline.config;

import java.util.regex.Pattern;

/**
 * Something wrong in the configuration, with its place.
 *
 * @param severity whether the configuration can be used all the same
 * @param path the keys from the root, joined by {@code ::}; empty for the whole
 * @param message what is wrong and what was expected; the name and the password in a URL, or in an
 *     address that is quoted, are not shown
 * @param position where it stands; of a URL without credentials and query
 */
public record Problem(Severity severity, String path, String message, Position position) {

  // up to the last @, though a password with one should have it escaped: what is told of is wrong
  private static final Pattern QUOTED =
      Pattern.compile("\"(?:([A-Za-z][\\w+.-]*://)[^\"]*|(?=[^\"\\s/@]*:)[^\"\\s]*)@");
  private static final Pattern PLAIN = Pattern.compile("([A-Za-z][\\w+.-]*://)[^\"\\s/]*@");

  /** Hides names and passwords. */
  public Problem {
    message = QUOTED.matcher(message).replaceAll("\"$1[REDACTED]@");
    message = PLAIN.matcher(message).replaceAll("$1[REDACTED]@");
    position = new Position(Sources.shown(position.source()), position.line(), position.column());
  }

  /** How bad it is. */
  public enum Severity {
    /** The configuration works; the user should know. */
    WARNING,
    /** The configuration cannot be used. */
    ERROR
  }

  /** What makes the configuration unusable. */
  public static Problem error(String path, String message, Position position) {
    return new Problem(Severity.ERROR, path, message, position);
  }

  /** What the user should know. */
  public static Problem warning(String path, String message, Position position) {
    return new Problem(Severity.WARNING, path, message, position);
  }

  /** Whether the configuration cannot be used. */
  public boolean fatal() {
    return severity == Severity.ERROR;
  }

  /** One line for people: path, message, place. */
  @Override
  public String toString() {
    return (path.isEmpty() ? "" : path + ": ") + message + " " + position;
  }
}
