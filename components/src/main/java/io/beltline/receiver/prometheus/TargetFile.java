package io.beltline.receiver.prometheus;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigLoader;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads lists of targets, in JSON or YAML, of which JSON is a part. Stateless. */
final class TargetFile {
  /** More targets than one collector can scrape. */
  private static final int MOST = 1_000_000;

  private TargetFile() {}

  /**
   * Reads a list.
   *
   * @param source where it is from, for the messages
   * @param meta a label that says so
   * @throws DiscoveryException if it is none, with all that is wrong
   */
  static List<TargetGroup> read(String text, String source, String meta) throws DiscoveryException {
    // the reader wants a map at the root
    String bare = text.stripTrailing();
    String alone = bare.startsWith("---") ? bare.substring("---".length()) : bare;
    String indented = "targets:\n  " + alone.replace("\n", "\n  ").replace("\t", " ") + "\n";
    LoadedConfig loaded = ConfigLoader.text(indented, source);
    if (loaded.failed()) {
      throw new DiscoveryException(
          source + ": " + loaded.problems().stream().map(Problem::message).findFirst().orElse(""));
    }
    ConfigNode root = loaded.tree().value("targets");
    List<TargetGroup> groups = new ArrayList<>();
    if (root == null || root.isNull()) {
      return groups;
    }
    if (!(root instanceof ConfigList list)) {
      throw new DiscoveryException(source + ": is no list (expected: a list of groups of targets)");
    }
    int count = 0;
    for (ConfigNode item : list.items()) {
      TargetGroup group = group(item, source, meta);
      count += group.targets().size();
      if (count > MOST) {
        throw new DiscoveryException(source + ": has more than " + MOST + " targets");
      }
      groups.add(group);
    }
    return groups;
  }

  private static TargetGroup group(ConfigNode item, String source, String meta)
      throws DiscoveryException {
    if (!(item instanceof ConfigMap map)) {
      throw new DiscoveryException(source + ": a group is no map (expected: targets and labels)");
    }
    for (String key : map.entries().keySet()) {
      if (!key.equals("targets") && !key.equals("labels")) {
        throw new DiscoveryException(
            source + ": \"" + key + "\" is no known key (expected: targets or labels)");
      }
    }
    List<String> addresses = new ArrayList<>();
    if (map.value("targets") instanceof ConfigList targets) {
      for (ConfigNode target : targets.items()) {
        addresses.add(text(target, source));
      }
    } else if (isWritten(map.value("targets"))) {
      throw new DiscoveryException(source + ": targets is no list (expected: a list of host:port)");
    }
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(meta, source);
    if (map.value("labels") instanceof ConfigMap given) {
      for (ConfigMap.Entry label : given.entries().values()) {
        labels.put(label.key(), text(label.value(), source));
      }
    } else if (isWritten(map.value("labels"))) {
      throw new DiscoveryException(source + ": labels is no map (expected: names and values)");
    }
    return TargetGroup.of(addresses, labels);
  }

  private static boolean isWritten(@Nullable ConfigNode node) {
    return node != null && !node.isNull();
  }

  private static String text(ConfigNode node, String source) throws DiscoveryException {
    String text = node.original();
    if (text == null) {
      throw new DiscoveryException(source + ": a value is no text (expected: a text)");
    }
    return text;
  }
}
