package io.beltline.config;

import io.beltline.config.ConfigScalar.Kind;
import io.beltline.config.ConfigScalar.Style;
import io.beltline.config.Sources.Location;
import io.beltline.config.Sources.Retrieved;
import io.beltline.config.Sources.Unavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces references in values by what they stand for.
 *
 * <p>As the Collector's resolver does: innermost first; what comes in is looked through again; a
 * reference that is the whole value is read as YAML, with its text kept for keys of type text;
 * {@code $$} becomes {@code $} at the end, in what came in too. Rounds, depth, number and size are
 * bounded, so references in a circle end as a problem.
 */
final class Expansion {
  private static final String FILE = "${file:";
  private static final int MAX_ROUNDS = 1_000;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_REFERENCES = 100_000;
  private static final int MAX_NODES = 1_000_000;
  private static final int MAX_TEXT = 1 << 20;
  private static final long MAX_WORK = 32L << 20;

  private final Sources sources;
  private final List<Problem> problems;
  private int references;
  private long work;
  private int nodes;
  private boolean exhausted;

  Expansion(Sources sources, List<Problem> problems) {
    this.sources = sources;
    this.problems = problems;
  }

  /** Expands every value; keys are left alone. */
  ConfigNode expand(ConfigNode node) {
    return expand(node, "", true, 0);
  }

  private ConfigNode expand(ConfigNode node, String path, boolean written, int depth) {
    nodes++;
    if (nodes > MAX_NODES) {
      exhaust(path, node.position(), "references make the configuration too large");
    }
    if (exhausted) {
      return node;
    }
    return switch (node) {
      case ConfigMap map -> {
        Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
        for (ConfigMap.Entry entry : map.entries().values()) {
          ConfigNode value = expand(entry.value(), join(path, entry.key()), written, depth);
          entries.put(entry.key(), new ConfigMap.Entry(entry.key(), entry.keyPosition(), value));
        }
        yield new ConfigMap(entries, map.position(), map.original());
      }
      case ConfigList list -> {
        List<ConfigNode> items = new ArrayList<>();
        for (ConfigNode item : list.items()) {
          items.add(expand(item, join(path, String.valueOf(items.size())), written, depth));
        }
        yield new ConfigList(items, list.position(), list.original());
      }
      case ConfigScalar scalar ->
          scalar.kind() == Kind.STRING && scalar.original().indexOf('$') >= 0
              ? scalar(scalar, path, written, depth)
              : scalar;
    };
  }

  private ConfigNode scalar(ConfigScalar scalar, String path, boolean written, int depth) {
    Position at = scalar.position();
    String text = written ? old(scalar.original(), path, at) : scalar.original();
    String source = text;
    boolean whole = false;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String reference = References.next(text);
      work += text.length();
      if (work > MAX_WORK) {
        exhaust(path, at, "references bring in too much text" + circle());
      }
      if (reference == null || exhausted) {
        Style style = scalar.style() == Style.PLAIN ? Style.DOUBLE_QUOTED : scalar.style();
        String result = text.replace("$$", "$");
        Style kept = result.equals(scalar.original()) ? scalar.style() : style;
        return new ConfigScalar(result, result, kept, at, whole);
      }
      Retrieved retrieved = retrieve(reference, source, path, at);
      if (retrieved == null || text.length() > MAX_TEXT) {
        if (retrieved != null) {
          problems.add(Problem.error(path, "references make the text too long" + circle(), at));
        }
        return scalar;
      }
      work += retrieved.text().length();
      if (reference.equals(text)) {
        ConfigNode typed =
            retrieved.literal() ? null : typed(retrieved, reference, source, path, at);
        if (typed != null) {
          return nested(typed, retrieved.text(), path, depth);
        }
        whole = true;
        text = retrieved.text();
      } else {
        whole = false;
        text = text.replace(reference, retrieved.text());
      }
    }
    problems.add(Problem.error(path, "references do not end" + circle(), at));
    return scalar;
  }

  private static String circle() {
    return " (expected: none that leads back to itself)";
  }

  /** Warns of what later versions of the Collector dropped, and reads {@code $NAME}. */
  private String old(String text, String path, Position at) {
    String braced = References.braced(text, sources::defines);
    if (!braced.equals(text)) {
      problems.add(
          Problem.warning(path, "$NAME is an old spelling (expected: ${env:NAME} or $$NAME)", at));
    }
    if (References.hasGroup(text)) {
      problems.add(
          Problem.warning(path, "${1} is taken as the group of a pattern (expected: $${1})", at));
    }
    return braced;
  }

  /** The inside of a reference as it was written: what others put into it may be a secret. */
  private static String shown(String reference, String source) {
    String told =
        source.contains(reference)
            ? reference
            : source.substring(source.indexOf("${"), source.lastIndexOf('}') + 1);
    return Sources.shown(told.substring(2, told.length() - 1));
  }

  private @Nullable Retrieved retrieve(String reference, String source, String path, Position at) {
    String inner = reference.substring(2, reference.length() - 1);
    Location location = Sources.location(inner.indexOf(':') < 0 ? "env:" + inner : inner);
    references++;
    if (references > MAX_REFERENCES) {
      exhaust(path, at, "there are too many references" + circle());
      return null;
    }
    try {
      if (location == null) {
        throw new Unavailable("has no scheme (expected: ${env:NAME} or ${file:path})");
      }
      if (location.rest().indexOf('$') >= 0) {
        throw new Unavailable("has a dollar inside (expected: none)");
      }
      Retrieved retrieved = sources.retrieve(location);
      if (retrieved.unset() != null) {
        String name =
            source.contains(reference)
                ? retrieved.unset()
                : "of ${" + shown(reference, source) + "}";
        problems.add(
            Problem.warning(
                path, "the environment variable " + name + " is not set, taken as empty", at));
      }
      return location.scheme().equals("file") ? withoutLineEnd(retrieved) : retrieved;
    } catch (Unavailable e) {
      String words = e.words();
      if (location != null && !source.contains(reference)) {
        words = words.replace(Sources.shown(location.uri()), "it");
        words = words.replace("\"" + location.rest() + "\"", "it");
      }
      problems.add(Problem.error(path, "${" + shown(reference, source) + "}: " + words, at));
      return null;
    }
  }

  private static Retrieved withoutLineEnd(Retrieved retrieved) {
    String text = retrieved.text();
    int end = text.length();
    end -= text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0;
    return new Retrieved(text.substring(0, end), retrieved.literal(), retrieved.unset());
  }

  /** What the text is as YAML, null if it is a text. */
  private @Nullable ConfigNode typed(
      Retrieved retrieved, String reference, String source, String path, Position at) {
    boolean file = !reference.startsWith("${env:") && !reference.startsWith("${yaml:");
    String name =
        !file
            ? at.source()
            : reference.startsWith(FILE)
                ? reference.substring(FILE.length(), reference.length() - 1)
                : shown(reference, source);
    YamlReader.Parsed parsed = YamlReader.read(retrieved.text(), name);
    if (parsed.failed()) {
      if (file && reference.indexOf(':') > 0) {
        problems.add(
            Problem.warning(
                path,
                "${"
                    + shown(reference, source)
                    + "} is taken as a text: "
                    + parsed.problems().getFirst().message(),
                at));
      }
      return null;
    }
    ConfigNode root = parsed.root();
    if (root == null || (root instanceof ConfigScalar read && read.kind() == Kind.STRING)) {
      return null;
    }
    return file && reference.indexOf(':') > 0 ? Placement.root(root, at) : Placement.all(root, at);
  }

  private ConfigNode nested(ConfigNode typed, String text, String path, int depth) {
    if (depth >= MAX_DEPTH) {
      exhaust(path, typed.position(), "references do not end" + circle());
      return typed;
    }
    return switch (typed) {
      case ConfigScalar read ->
          new ConfigScalar(text, read.value(), read.style(), read.position(), true);
      case ConfigMap map ->
          switch (expand(map, path, false, depth + 1)) {
            case ConfigMap done -> new ConfigMap(done.entries(), map.position(), plain(text));
            case ConfigNode other -> other;
          };
      case ConfigList list ->
          switch (expand(list, path, false, depth + 1)) {
            case ConfigList done -> new ConfigList(done.items(), list.position(), plain(text));
            case ConfigNode other -> other;
          };
    };
  }

  /**
   * The text of a map or list for a key of type text: only without references in it is it certain.
   */
  private static @Nullable String plain(String text) {
    return References.next(text) == null ? text.replace("$$", "$") : null;
  }

  private void exhaust(String path, Position at, String message) {
    if (!exhausted) {
      problems.add(Problem.error(path, message, at));
    }
    exhausted = true;
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "::" + key;
  }
}
