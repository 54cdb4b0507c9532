package io.beltline.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A logger that keeps its lines, each behind its level and with the messages of what was thrown.
 * Safe for all threads if the list is.
 */
public final class LogLines extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;
  private final transient List<String> lines;

  /**
   * A logger.
   *
   * @param lines where they are kept
   */
  public LogLines(List<String> lines) {
    this.lines = lines;
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return LogLines.class.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    String line = level + " " + MessageFormatter.arrayFormat(message, arguments).getMessage();
    lines.add(cause == null ? line : line + ": " + told(cause));
  }

  private static String told(Throwable cause) {
    StringBuilder all = new StringBuilder().append(cause.getMessage());
    for (Throwable suppressed : cause.getSuppressed()) {
      all.append(", ").append(suppressed.getMessage());
    }
    return all.toString();
  }

  @Override
  public boolean isTraceEnabled() {
    return true;
  }

  @Override
  public boolean isDebugEnabled() {
    return true;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}
