package io.beltline.components.syslog;

/** What numbers of syslog are called, and which severities of OTLP they are. */
public final class SyslogNames {
  private static final String[] FACILITIES = {
    "kern",
    "user",
    "mail",
    "daemon",
    "auth",
    "syslog",
    "lpr",
    "news",
    "uucp",
    "cron",
    "authpriv",
    "ftp",
    "ntp",
    "security",
    "console",
    "cron2",
    "local0",
    "local1",
    "local2",
    "local3",
    "local4",
    "local5",
    "local6",
    "local7"
  };
  private static final String[] SEVERITIES = {
    "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"
  };
  private static final int[] NUMBERS = {21, 19, 18, 17, 13, 10, 9, 5};

  private SyslogNames() {}

  /** The name of a facility, 0 to 23. */
  public static String facility(int facility) {
    return FACILITIES[facility];
  }

  /** The name of a severity, 0 to 7. */
  public static String severity(int severity) {
    return SEVERITIES[severity];
  }

  /** The severity number of OTLP for a severity, 0 to 7. */
  public static int severityNumber(int severity) {
    return NUMBERS[severity];
  }
}
