package io.beltline.ottl.function;

import java.text.DateFormatSymbols;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How months, days of the week and halves of the day are called in a language. Immutable. */
final class TimeNames {
  static final TimeNames ENGLISH = new TimeNames(Locale.ENGLISH);

  private final List<List<String>> months = new ArrayList<>();
  private final List<List<String>> days = new ArrayList<>();
  private final List<List<String>> halves = new ArrayList<>();

  private TimeNames(Locale locale) {
    for (Month month : Month.values()) {
      months.add(names(style -> month.getDisplayName(style, locale)));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      days.add(names(style -> day.getDisplayName(style, locale)));
    }
    for (String half : new DateFormatSymbols(locale).getAmPmStrings()) {
      halves.add(List.of(plain(half)));
    }
  }

  /** The names of a language tag, or null if it is not known. */
  static @Nullable TimeNames of(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    boolean known =
        !locale.getLanguage().isEmpty()
            && Arrays.asList(Locale.getAvailableLocales()).contains(locale.stripExtensions());
    return known ? new TimeNames(locale) : null;
  }

  /** Calls something in a style. */
  @FunctionalInterface
  private interface Namer {
    String name(TextStyle style);
  }

  private static List<String> names(Namer namer) {
    return Arrays.stream(
            new TextStyle[] {
              TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE
            })
        .map(style -> plain(namer.name(style)))
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted((a, b) -> Integer.compare(b.length(), a.length()))
        .toList();
  }

  /** Without dots and spaces, which differ from source to source, and in lower case. */
  private static String plain(String name) {
    return name.replaceAll("[.\\s\\u00a0\\u202f]", "").toLowerCase(Locale.ROOT);
  }

  /** What was found: which one, from 1, and where the text goes on. */
  record Found(int number, int end) {}

  @Nullable Found month(String text, int at) {
    return find(months, text, at);
  }

  @Nullable Found day(String text, int at) {
    return find(days, text, at);
  }

  /** 1 for the first half of the day, 2 for the second. */
  @Nullable Found half(String text, int at) {
    return find(halves, text, at);
  }

  private static @Nullable Found find(List<List<String>> all, String text, int at) {
    Found best = null;
    for (int i = 0; i < all.size(); i++) {
      for (String name : all.get(i)) {
        int end = matchEnd(text, at, name);
        if (end >= 0 && (best == null || end > best.end)) {
          best = new Found(i + 1, end);
        }
      }
    }
    return best;
  }

  /** Where a name ends, dots and spaces in the text left out, or -1. */
  private static int matchEnd(String text, int at, String name) {
    int p = at;
    for (int i = 0; i < name.length(); ) {
      if (p >= text.length()) {
        return -1;
      }
      char c = Character.toLowerCase(text.charAt(p));
      if (c == name.charAt(i)) {
        i++;
      } else if (i == 0 || ". \u00a0\u202f".indexOf(c) < 0) {
        return -1;
      }
      p++;
    }
    return p < text.length() && text.charAt(p) == '.' ? p + 1 : p;
  }
}
