package io.beltline.exporter.debug;

/** The words for enumerations of OTLP, as the OpenTelemetry Collector prints them. */
final class Words {
  private static final String[] SPAN_KINDS = {
    "Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"
  };
  private static final String[] STATUS_CODES = {"Unset", "Ok", "Error"};
  private static final String[] TEMPORALITIES = {"Unspecified", "Delta", "Cumulative"};
  private static final String[] SEVERITIES = {"Trace", "Debug", "Info", "Warn", "Error", "Fatal"};

  private Words() {}

  static String spanKind(int kind) {
    return word(SPAN_KINDS, kind);
  }

  static String statusCode(int code) {
    return word(STATUS_CODES, code);
  }

  static String temporality(int temporality) {
    return word(TEMPORALITIES, temporality);
  }

  static String severity(int number) {
    if (number < 1 || number > 24) {
      return number == 0 ? "Unspecified" : "";
    }
    int step = (number - 1) % 4;
    return SEVERITIES[(number - 1) / 4] + (step == 0 ? "" : String.valueOf(step + 1));
  }

  private static String word(String[] words, int number) {
    return number >= 0 && number < words.length ? words[number] : "";
  }
}
