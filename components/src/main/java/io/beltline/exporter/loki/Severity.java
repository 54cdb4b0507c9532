package io.beltline.exporter.loki;

/** The names of severities. Stateless. */
final class Severity {
  private static final String[] NAMES = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
  private static final int STEPS = 4;

  private Severity() {}

  /** The name of a number: {@code INFO}, {@code WARN2}; empty for one that has none. */
  static String name(int number) {
    if (number < 1 || number > STEPS * NAMES.length) {
      return "";
    }
    int step = (number - 1) % STEPS;
    return NAMES[(number - 1) / STEPS] + (step == 0 ? "" : step + 1);
  }
}
