package io.beltline.components.tailing;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.beltline.components.tailing.OrderingConfig.Sort;
import io.beltline.components.tailing.OrderingConfig.SortType;
import io.beltline.components.timelayout.InvalidTimeException;
import io.beltline.components.timelayout.TimeLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses files by what their paths or times say, and brings them into order. Immutable. */
final class FileOrder {
  private final @Nullable Pattern paths;
  private final @Nullable Pattern groups;
  private final List<Rule> rules;
  private final int most;

  /** How values are found and compared. */
  private record Rule(Value value, boolean ascending) {}

  /** What is compared of a file; null if it has none. */
  @FunctionalInterface
  private interface Value {
    @Nullable Comparable<?> of(Path path, @Nullable Matcher found, long unixMillis);
  }

  /** A file with what is compared, rule by rule. */
  private record Candidate(Path path, List<Comparable<?>> values) {}

  FileOrder(OrderingConfig config) {
    paths = config.regex() == null ? null : config.regex().pattern().re2();
    groups = config.groupBy() == null ? null : config.groupBy().pattern().re2();
    rules = config.sortBy().stream().map(FileOrder::rule).toList();
    most = config.most();
  }

  private static Rule rule(Sort sort) {
    String key = sort.regexKey();
    SortType type = sort.sortType();
    if (type == null) {
      throw new IllegalStateException("not validated");
    }
    Value value =
        switch (type) {
          case NUMERIC -> (path, found, now) -> number(group(found, key));
          case ALPHABETICAL -> (path, found, now) -> group(found, key);
          case TIMESTAMP -> {
            TimeLayout layout = sort.time();
            yield (path, found, now) -> time(layout, group(found, key), now);
          }
          case MTIME -> (path, found, now) -> modified(path);
        };
    return new Rule(value, sort.ascending());
  }

  private static @Nullable String group(@Nullable Matcher found, String key) {
    return found == null ? null : found.group(key);
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private static @Nullable Long time(TimeLayout layout, @Nullable String text, long unixMillis) {
    try {
      return text == null ? null : layout.parse(text, unixMillis * 1_000_000L);
    } catch (InvalidTimeException none) {
      return null;
    }
  }

  private static @Nullable Long modified(Path path) {
    FileIdentity identity = FileIdentity.of(path);
    return identity == null ? null : identity.modifiedMillis();
  }

  /**
   * The files that are read, in their order; those without a value are left out.
   *
   * @param unixMillis the present, for times without a year
   */
  List<Path> choose(Collection<Path> all, long unixMillis) {
    Map<String, List<Path>> grouped = new LinkedHashMap<>();
    for (Path path : all) {
      String group = groupOf(path);
      if (group != null) {
        grouped.computeIfAbsent(group, name -> new ArrayList<>()).add(path);
      }
    }
    List<Path> chosen = new ArrayList<>();
    grouped.values().forEach(paths -> chosen.addAll(sorted(paths, unixMillis)));
    return chosen;
  }

  private @Nullable String groupOf(Path path) {
    if (groups == null) {
      return "";
    }
    Matcher matcher = groups.matcher(path.toString());
    return matcher.find() ? matcher.group(1) : null;
  }

  private List<Path> sorted(List<Path> paths, long unixMillis) {
    List<Candidate> candidates = new ArrayList<>();
    for (Path path : paths) {
      Candidate candidate = candidate(path, unixMillis);
      if (candidate != null) {
        candidates.add(candidate);
      }
    }
    for (int i = 0; i < rules.size(); i++) {
      candidates.sort(comparator(i, rules.get(i).ascending()));
    }
    return candidates.stream()
        .map(Candidate::path)
        .limit(most == 0 ? Long.MAX_VALUE : most)
        .toList();
  }

  private @Nullable Candidate candidate(Path path, long unixMillis) {
    Matcher found = paths == null ? null : paths.matcher(path.toString());
    if (found != null && !found.find()) {
      return null;
    }
    List<Comparable<?>> values = new ArrayList<>();
    for (Rule rule : rules) {
      Comparable<?> value = rule.value().of(path, found, unixMillis);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return new Candidate(path, values);
  }

  @SuppressWarnings("unchecked") // values of one rule are of one type
  private static Comparator<Candidate> comparator(int rule, boolean ascending) {
    Comparator<Candidate> order =
        (a, b) -> ((Comparable<Object>) a.values().get(rule)).compareTo(b.values().get(rule));
    return ascending ? order : order.reversed();
  }
}
