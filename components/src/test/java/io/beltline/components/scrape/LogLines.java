package io.beltline.components.scrape;

import java.util.List;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that keeps its lines. */
final class LogLines extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;
  private final transient List<String> lines;

  LogLines(List<String> lines) {
    this.lines = lines;
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return LogLines.class.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String message, Object[] arguments, Throwable cause) {
    lines.add(level + " " + MessageFormatter.arrayFormat(message, arguments).getMessage());
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
