package io.beltline.components.syslog;

/** Says why a text is no message. Messages are data: there is no trace. */
public final class MalformedSyslogException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedSyslogException(String expected, int column) {
    super("expected " + expected + " at character " + (column + 1));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
