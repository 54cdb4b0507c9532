package io.beltline.components.prometheus;

import io.beltline.model.otlp.ResourceView;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What becomes of the attributes of a resource. Immutable. */
public final class ResourceLabels {
  public static final String JOB = "job";
  public static final String INSTANCE = "instance";
  private static final String NAME = "service.name";
  private static final String NAMESPACE = "service.namespace";
  private static final String INSTANCE_ID = "service.instance.id";
  private static final Set<String> SERVICE = Set.of(NAME, NAMESPACE, INSTANCE_ID);

  /**
   * A resource as labels.
   *
   * @param identity job and instance, those that are known
   * @param onSeries the attributes that become labels of every series, by key
   * @param onTarget the labels of {@code target_info}; none without a job and an instance
   * @param hash of all attributes
   */
  public record Target(
      SortedMap<String, String> identity,
      SortedMap<String, String> onSeries,
      SortedMap<String, String> onTarget,
      int hash) {}

  private final Translation translation;
  private final Predicate<String> chosen;

  /**
   * Rules.
   *
   * @param patterns which attributes become labels of every series, or null for the older way
   * @param conversion the older way
   */
  public ResourceLabels(
      Translation translation,
      @Nullable ResourceLabelsConfig patterns,
      ResourceConversionConfig conversion) {
    this.translation = translation;
    if (patterns != null) {
      chosen = matches(patterns);
    } else if (conversion.enabled()) {
      boolean without = conversion.excludeServiceAttributes();
      chosen = key -> !without || !SERVICE.contains(key);
    } else {
      chosen = key -> false;
    }
  }

  /** The labels of a resource. */
  public Target of(ResourceView resource) {
    TreeMap<String, String> all = new TreeMap<>();
    for (var walk = resource.attributes(); walk.next(); ) {
      all.put(walk.item().key(), walk.item().value().asString());
    }
    TreeMap<String, String> identity = new TreeMap<>();
    String name = all.get(NAME);
    if (name != null) {
      String namespace = all.get(NAMESPACE);
      identity.put(JOB, namespace == null ? name : namespace + "/" + name);
    }
    String instance = all.get(INSTANCE_ID);
    if (instance != null) {
      identity.put(INSTANCE, instance);
    }
    TreeMap<String, String> onSeries = new TreeMap<>(all);
    onSeries.keySet().removeIf(chosen.negate());
    TreeMap<String, String> rest = new TreeMap<>(all);
    rest.keySet().removeAll(SERVICE);
    SortedMap<String, String> onTarget =
        identity.isEmpty()
            ? Collections.emptySortedMap()
            : Labels.of(translation, identity, "", rest);
    return new Target(identity, onSeries, onTarget, all.hashCode());
  }

  private static Predicate<String> matches(ResourceLabelsConfig patterns) {
    Predicate<String> included =
        patterns.included().isEmpty()
            ? key -> !patterns.excluded().isEmpty()
            : any(patterns.included());
    return included.and(any(patterns.excluded()).negate());
  }

  private static Predicate<String> any(List<String> globs) {
    List<Predicate<String>> all =
        globs.stream()
            .map(
                glob ->
                    Pattern.compile(
                            "\\Q" + glob.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E",
                            Pattern.DOTALL)
                        .asMatchPredicate())
            .toList();
    return key -> all.stream().anyMatch(one -> one.test(key));
  }
}
