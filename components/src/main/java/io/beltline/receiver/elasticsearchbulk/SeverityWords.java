package io.beltline.receiver.elasticsearchbulk;

import java.util.Locale;

/** The severities of OTLP by the words loggers use. */
final class SeverityWords {
  private SeverityWords() {}

  /** The number of a word; 0 if it is not known. */
  static int number(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "trace", "finest", "finer" -> 1;
      case "debug", "fine" -> 5;
      case "info", "information", "informational", "config" -> 9;
      case "notice" -> 10;
      case "warn", "warning" -> 13;
      case "error", "err", "severe" -> 17;
      case "critical", "crit" -> 18;
      case "alert" -> 19;
      case "fatal", "emergency", "emerg", "panic" -> 21;
      default -> 0;
    };
  }
}
