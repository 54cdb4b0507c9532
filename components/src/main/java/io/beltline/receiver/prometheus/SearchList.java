package io.beltline.receiver.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the system completes names of the domain name system.
 *
 * @param domains what is put behind a name, in order
 * @param dots a name with as many dots is tried as it is first
 * @see <a href="https://man7.org/linux/man-pages/man5/resolv.conf.5.html">resolv.conf</a>
 */
record SearchList(List<String> domains, int dots) {
  /** Names are as they are written. */
  static final SearchList NONE = new SearchList(List.of(), 1);

  private static final String DOTS = "ndots:";
  private static final int MOST_DOTS = 15;

  /** What a {@code resolv.conf} says; {@link #NONE} if it cannot be read. */
  static SearchList read(Path file) {
    try {
      return of(Files.readAllLines(file));
    } catch (IOException unreadable) {
      return NONE; // a system without one
    }
  }

  /** What the lines of a {@code resolv.conf} say. */
  static SearchList of(List<String> lines) {
    List<String> domains = List.of();
    int dots = 1;
    for (String line : lines) {
      List<String> words = List.of(line.strip().split("\\s+"));
      switch (words.getFirst()) {
        case "search" -> domains = words.subList(1, words.size());
        case "domain" -> domains = words.subList(1, Math.min(2, words.size()));
        case "options" -> {
          for (String option : words) {
            String number = option.startsWith(DOTS) ? option.substring(DOTS.length()) : "";
            dots = number.matches("\\d{1,4}") ? Integer.parseInt(number) : dots;
          }
        }
        default -> {}
      }
    }
    return new SearchList(List.copyOf(domains), Math.min(dots, MOST_DOTS));
  }

  /** The names to ask for in turn, without the dot at their end. */
  List<String> candidates(String name) {
    if (name.endsWith(".")) {
      return List.of(name.substring(0, name.length() - 1));
    }
    List<String> all = new ArrayList<>();
    for (String domain : domains) {
      String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
      all.add(bare.isEmpty() ? name : name + "." + bare);
    }
    boolean first = name.chars().filter(c -> c == '.').count() >= dots;
    all.add(first ? 0 : all.size(), name);
    return all;
  }
}
