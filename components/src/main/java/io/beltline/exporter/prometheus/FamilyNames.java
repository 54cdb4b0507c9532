package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.EscapingScheme;
import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Labels;
import io.beltline.components.prometheus.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives each family a name that no other has, nor any of its samples: a format allows a name one
 * type. Of families that want one name for a sample the first by type and name gets it, the others
 * get their type behind it, so that no point is lost and every scrape says the same.
 *
 * <p>Where only the name of a family belongs to another, that of OpenMetrics without {@code
 * _total}, the samples keep their names and are told as of unknown type.
 */
final class FamilyNames {
  private static final String TOTAL = "_total";

  /**
   * A family and what it is called in one format.
   *
   * @param name the family
   * @param sample its samples, apart from what the type adds
   * @param kind what it is told to be
   */
  record Named(String name, String sample, Kind kind, Family family) {

    /**
     * Tells the series with their labels as a scraper takes them. Of series that it could not tell
     * apart the first by its labels is told, the others are counted.
     */
    void series(EscapingScheme escaping, Losses losses, Each each) {
      Set<String> told = new HashSet<>();
      for (Map.Entry<String, Sample> entry : family.series().entrySet()) {
        String own = entry.getValue() instanceof Sample.Info info ? info.labels() : entry.getKey();
        String labels = Labels.escaped(own, escaping);
        if (escaping == EscapingScheme.ALLOW_UTF_8 || told.add(labels)) {
          each.series(kind, labels, entry.getValue());
        } else {
          losses.hidden(name, labels);
        }
      }
    }
  }

  /** Takes a series. */
  interface Each {
    /**
     * Takes one.
     *
     * @param labels as they are written
     */
    void series(Kind kind, String labels, Sample sample);
  }

  private final PageSettings settings;
  private final Losses losses;
  private final Set<String> taken = new HashSet<>();

  private FamilyNames(PageSettings settings, Losses losses) {
    this.settings = settings;
    this.losses = losses;
  }

  /** The families with their names, in order of these. */
  static List<Named> of(Collection<Family> families, PageSettings settings, Losses losses) {
    FamilyNames names = new FamilyNames(settings, losses);
    List<Family> ranked = new ArrayList<>(families);
    ranked.sort(Comparator.comparing(Family::kind).thenComparing(Family::name));
    List<Named> named = new ArrayList<>(ranked.size());
    for (Family family : ranked) {
      if (!family.series().isEmpty()) {
        named.add(names.named(family));
      }
    }
    named.replaceAll(names::told);
    named.sort(Comparator.comparing(Named::name));
    return named;
  }

  private Named named(Family family) {
    String wanted = settings.choice().escaping().metric(family.name());
    String ending = "_" + family.kind().name().toLowerCase(Locale.ROOT);
    String given = wanted;
    while (true) {
      String base = base(family.kind(), given);
      List<String> needed = needed(family.kind(), base, given);
      if (needed.stream().noneMatch(taken::contains)) {
        taken.addAll(needed);
        if (!given.equals(wanted)) {
          losses.renamed(family.kind(), wanted, given);
        }
        return new Named(base, sample(family.kind(), base), family.kind(), family);
      }
      given = with(given, ending);
    }
  }

  /** The family under its own name if that is free, else under that of its samples. */
  private Named told(Named named) {
    boolean own = named.name().equals(named.sample()) || !adds(named.kind());
    return own || taken.add(named.name())
        ? named
        : new Named(named.sample(), named.sample(), Kind.UNKNOWN, named.family());
  }

  /** Whether a type adds to the names of all samples in OpenMetrics. */
  private static boolean adds(Kind kind) {
    return kind == Kind.COUNTER || kind == Kind.INFO;
  }

  /** What a type adds to a name in OpenMetrics belongs to samples, not to the family. */
  private String base(Kind kind, String name) {
    String ending = kind == Kind.COUNTER ? TOTAL : kind == Kind.INFO ? "_info" : "";
    boolean strip =
        settings.format() == Format.OPEN_METRICS
            && name.endsWith(ending)
            && name.length() > ending.length();
    return strip ? name.substring(0, name.length() - ending.length()) : name;
  }

  private String sample(Kind kind, String base) {
    if (settings.format() == Format.OPEN_METRICS) {
      return kind == Kind.COUNTER ? base + TOTAL : kind == Kind.INFO ? base + "_info" : base;
    }
    return base;
  }

  private List<String> needed(Kind kind, String base, String given) {
    List<String> needed =
        switch (kind) {
          case HISTOGRAM -> List.of(base, base + "_bucket", base + "_count", base + "_sum");
          case SUMMARY -> List.of(base, base + "_count", base + "_sum");
          case COUNTER, INFO -> List.of(sample(kind, base));
          case GAUGE, UNKNOWN -> List.of(given);
        };
    boolean counts = kind == Kind.COUNTER || kind == Kind.HISTOGRAM || kind == Kind.SUMMARY;
    if (!settings.tellsCreated() || !counts) {
      return needed;
    }
    List<String> more = new ArrayList<>(needed);
    more.add(base + "_created");
    return more;
  }

  /** The ending stands before "_total", which a counter's name keeps. */
  private static String with(String name, String ending) {
    return name.endsWith(TOTAL)
        ? name.substring(0, name.length() - TOTAL.length()) + ending + TOTAL
        : name + ending;
  }
}
