package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.Times;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses index or data stream of documents: a fixed index if one is configured, else what the
 * attribute {@code elasticsearch.index} says, else the data stream that {@code data_stream.*} name.
 * Attributes of the record win over those of the scope, and these over the resource's. One thread.
 */
final class Router {
  private static final Pattern RECEIVER = Pattern.compile("/receiver/(\\w*receiver)");
  private static final String IN_NO_NAME = "\\/*?\"<>| ,#:";
  private static final int LONGEST = 100;

  /** Targets are made once; when there are more than this, they are forgotten. */
  private static final int MOST_TARGETS = 4096;

  /** What a target is made of. */
  record Names(MappingMode mode, String index, String type, String dataset, String namespace) {}

  private final Map<Names, Target> known;
  private final IndexDate date;
  private final Consumer<Target> made;
  private final RoutingNames resource = new RoutingNames();
  private final RoutingNames scope = new RoutingNames();
  private MappingMode mode = MappingMode.OTEL;
  private String scopeName = "";

  /**
   * A router.
   *
   * @param known targets that were made before, shared by all threads
   * @param made takes each target that was not
   */
  Router(ConcurrentHashMap<Names, Target> known, IndexDate date, Consumer<Target> made) {
    this.known = known;
    this.date = date;
    this.made = made;
  }

  /** What the attributes of the resource say, to be read at its start. */
  RoutingNames resource() {
    return resource;
  }

  /** What the attributes of the scope say, to be read at its start. */
  RoutingNames scope() {
    return scope;
  }

  /** Goes on to a scope, whose names are read. */
  void enter(MappingMode next, String name) {
    mode = next;
    scopeName = name;
  }

  /**
   * Where a document goes; null if its data stream has a type that there is none of.
   *
   * @param fixed the configured index, or empty
   * @param usualType logs, metrics or traces
   * @param unixNanos the time of the document, for an index that has it in its name
   */
  @Nullable Target route(String fixed, String usualType, RoutingNames record, long unixNanos) {
    Names names = names(fixed, usualType, record);
    if (names == null) {
      return null;
    }
    Target target = known.get(names);
    if (target == null) {
      target = make(names);
      if (known.size() >= MOST_TARGETS) {
        known.clear();
      }
      known.put(names, target);
      if (!date.isOn()) {
        made.accept(target);
      }
    }
    return date.isOn() ? dated(target, unixNanos) : target;
  }

  private @Nullable Names names(String fixed, String usualType, RoutingNames record) {
    if (!fixed.isEmpty()) {
      return new Names(mode, fixed, "", "", "");
    }
    String index = first(record.index, scope.index, resource.index);
    if (index != null) {
      return new Names(mode, index, "", "", "");
    }
    String type = usualType;
    if (mode == MappingMode.BODYMAP) {
      String own = first(record.type, scope.type, resource.type);
      type = own == null ? usualType : own;
      if (!type.equals("logs") && !type.equals("metrics")) {
        return null;
      }
    }
    String dataset = first(record.dataset, scope.dataset, resource.dataset);
    String namespace = first(record.namespace, scope.namespace, resource.namespace);
    return new Names(
        mode,
        "",
        type,
        dataset == null ? receiver() : dataset,
        namespace == null ? "default" : namespace);
  }

  /** Of what a receiver of the Collector made: its name. */
  private String receiver() {
    if (scopeName.contains("/receiver/")) {
      Matcher matcher = RECEIVER.matcher(scopeName);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return "generic";
  }

  private static Target make(Names names) {
    if (!names.index.isEmpty()) {
      return Target.index(names.index);
    }
    String suffix = names.mode == MappingMode.OTEL ? ".otel" : "";
    return Target.dataStream(
        names.type,
        clean(names.dataset, "-" + IN_NO_NAME, LONGEST - suffix.length()) + suffix,
        clean(names.namespace, IN_NO_NAME, LONGEST));
  }

  private Target dated(Target target, long unixNanos) {
    return Target.index(date.append(target.index(), Times.utc(unixNanos)));
  }

  /** Lower case, without what a name must not have, and no longer than it may be. */
  static String clean(String name, String not, int longest) {
    StringBuilder clean = new StringBuilder();
    int bytes = 0;
    for (int c : name.toLowerCase(Locale.ROOT).codePoints().toArray()) {
      int allowed = not.indexOf(c) >= 0 || c < 0x20 ? '_' : c;
      bytes += allowed < 0x80 ? 1 : allowed < 0x800 ? 2 : allowed < 0x10000 ? 3 : 4;
      if (bytes > longest) {
        break;
      }
      clean.appendCodePoint(allowed);
    }
    return clean.toString();
  }

  private static @Nullable String first(
      @Nullable String record, @Nullable String scope, @Nullable String resource) {
    return record != null ? record : scope != null ? scope : resource;
  }
}
