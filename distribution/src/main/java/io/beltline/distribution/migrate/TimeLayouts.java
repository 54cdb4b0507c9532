package io.beltline.distribution.migrate;

import java.util.LinkedHashMap;
import java.util.Map;

/** Translates layouts of times into those of strptime. */
public final class TimeLayouts {
  /** What Joda's letters mean, the longest first. */
  private static final Map<String, String> JODA = new LinkedHashMap<>();

  /** What the parts of Go's reference time mean, the longest first. */
  private static final Map<String, String> GO = new LinkedHashMap<>();

  static {
    String[] joda = {
      "yyyy",
      "%Y",
      "YYYY",
      "%Y",
      "yy",
      "%y",
      "MMMM",
      "%B",
      "MMM",
      "%b",
      "MM",
      "%m",
      "M",
      "%q",
      "dd",
      "%d",
      "d",
      "%g",
      "DDD",
      "%j",
      "EEEE",
      "%A",
      "EEE",
      "%a",
      "HH",
      "%H",
      "H",
      "%H",
      "hh",
      "%I",
      "h",
      "%I",
      "mm",
      "%M",
      "m",
      "%M",
      "ss",
      "%S",
      "s",
      "%S",
      "SSSSSSSSS",
      "%L",
      "SSSSSS",
      "%L",
      "SSS",
      "%L",
      "SS",
      "%L",
      "S",
      "%L",
      "a",
      "%p",
      "ZZZ",
      "%Z",
      "ZZ",
      "%j",
      "Z",
      "%z",
      "z",
      "%Z"
    };
    String[] go = {
      "January",
      "%B",
      "Monday",
      "%A",
      "-07:00",
      "%j",
      "Z07:00",
      "%j",
      "-0700",
      "%z",
      "Z0700",
      "%z",
      "2006",
      "%Y",
      "Jan",
      "%b",
      "Mon",
      "%a",
      "MST",
      "%Z",
      ".000000000",
      ".%L",
      ".999999999",
      ".%L",
      ".000000",
      ".%L",
      ".999999",
      ".%L",
      ".000",
      ".%L",
      ".999",
      ".%L",
      ",000",
      ",%L",
      ",999",
      ",%L",
      "15",
      "%H",
      "01",
      "%m",
      "02",
      "%d",
      "_2",
      "%e",
      "03",
      "%I",
      "04",
      "%M",
      "05",
      "%S",
      "06",
      "%y",
      "PM",
      "%p"
    };
    for (int i = 0; i < joda.length; i += 2) {
      JODA.put(joda[i], joda[i + 1]);
    }
    for (int i = 0; i < go.length; i += 2) {
      GO.put(go[i], go[i + 1]);
    }
  }

  private TimeLayouts() {}

  /** A layout of Joda-Time: {@code dd/MMM/yyyy:HH:mm:ss Z}. Text in quotes is taken as it is. */
  public static String joda(String layout) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < layout.length(); ) {
      if (layout.charAt(at) == '\'') {
        int end = layout.indexOf('\'', at + 1);
        int stop = end < 0 ? layout.length() : end;
        out.append(layout, at + 1, stop);
        at = stop + 1;
      } else {
        at = next(JODA, layout, at, out);
      }
    }
    return out.toString();
  }

  /** A layout of Go: {@code 2006-01-02 15:04:05}. */
  public static String go(String layout) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < layout.length(); ) {
      at = next(GO, layout, at, out);
    }
    return out.toString();
  }

  private static int next(Map<String, String> words, String layout, int at, StringBuilder out) {
    String longest = "";
    for (String word : words.keySet()) {
      if (word.length() > longest.length() && layout.startsWith(word, at)) {
        longest = word;
      }
    }
    if (longest.isEmpty()) {
      char c = layout.charAt(at);
      out.append(c == '%' ? "%%" : String.valueOf(c));
      return at + 1;
    }
    out.append(words.get(longest));
    return at + longest.length();
  }
}
