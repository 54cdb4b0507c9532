package io.beltline.components.tailing;

import io.beltline.components.operators.RegexText;
import io.beltline.components.timelayout.InvalidTimeException;
import io.beltline.components.timelayout.TimeLayout;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of the files are read that patterns include, by what their paths or times say.
 *
 * @param regex finds what paths say
 * @param topN how many files of each group are read
 * @param sortBy by what they are sorted
 * @param groupBy what keeps groups apart
 */
public record OrderingConfig(
    @Doc("A regular expression with named groups; paths it does not match are not read.")
        @Nullable RegexText regex,
    @Doc("How many files of each group are read, the first ones; 0 for all; 1 if not written.")
        @Nullable Integer topN,
    @Doc("By what files are sorted; of several, the last weighs most.") List<Sort> sortBy,
    @Doc("A regular expression whose first group keeps groups of files apart; others are not read.")
        @Nullable RegexText groupBy)
    implements Validated {

  /** What is compared. */
  public enum SortType {
    /** Whole numbers. */
    NUMERIC,
    /** Texts. */
    ALPHABETICAL,
    /** Times in paths. */
    TIMESTAMP,
    /** When files were written. */
    MTIME
  }

  /**
   * One rule of the order.
   *
   * @param sortType what is compared
   * @param regexKey the named group
   * @param ascending whether the smallest comes first
   * @param layout how times are written
   * @param location where times are meant
   */
  public record Sort(
      @Doc("What is compared: numeric, alphabetical, timestamp or mtime.")
          @Nullable SortType sortType,
      @Doc("The named group of regex; not for mtime.") String regexKey,
      @Doc("Whether the smallest comes first; else the largest.") boolean ascending,
      @Doc("How times are written, as for strptime.") String layout,
      @Doc("The time zone of times without an offset; UTC if not written.") String location)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      if (sortType == null) {
        problems.add(
            "sort_type", "is missing (expected: numeric, alphabetical, timestamp or mtime)");
      }
      if (sortType != SortType.MTIME && regexKey.isEmpty()) {
        problems.add("regex_key", "is missing (expected: a named group of regex)");
      }
      if (sortType == SortType.TIMESTAMP) {
        validateTime(problems);
      }
    }

    private void validateTime(Problems problems) {
      if (layout.isEmpty()) {
        problems.add("layout", "is missing (expected: a layout such as %Y%m%d)");
        return;
      }
      try {
        ZoneId zone = zone();
        TimeLayout.strptime(layout, zone, Map.of());
      } catch (DateTimeException unknown) {
        problems.add(
            "location",
            "\"" + location + "\" is no time zone (expected: one such as Europe/Berlin)");
      } catch (InvalidTimeException wrong) {
        problems.add("layout", String.valueOf(wrong.getMessage()));
      }
    }

    private ZoneId zone() {
      return ZoneId.of(location.isEmpty() ? "UTC" : location);
    }

    /** The layout of times; of a valid configuration. */
    TimeLayout time() {
      try {
        return TimeLayout.strptime(layout, zone(), Map.of());
      } catch (InvalidTimeException wrong) {
        throw new IllegalStateException("not validated", wrong);
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    if (topN != null && topN < 0) {
      problems.add("top_n", topN + " is negative (expected: 0 or more)");
    }
    if (groupBy != null && groupBy.pattern().re2().groupCount() == 0) {
      problems.add("group_by", "has no group (expected: one such as ([a-z]+))");
    }
    for (int i = 0; i < sortBy.size(); i++) {
      String key = sortBy.get(i).regexKey();
      if (sortBy.get(i).sortType() != SortType.MTIME && !key.isEmpty() && !names(key)) {
        problems.add(
            "sort_by::" + i + "::regex_key",
            "\""
                + key
                + "\" is no named group of regex (expected: one such as (?P<"
                + key
                + ">.*))");
      }
    }
  }

  private boolean names(String group) {
    return regex != null && regex.pattern().re2().namedGroups().containsKey(group);
  }

  /** How many files of a group are read; 0 for all. */
  int most() {
    return sortBy.isEmpty() ? 0 : topN == null ? 1 : topN;
  }
}
