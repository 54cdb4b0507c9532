package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.SeriesText;
import io.beltline.components.relabel.RelabelRule;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the labels of series: those of their target are added, they are relabeled and
 * measured. Immutable.
 *
 * @param target labels of the target
 * @param external labels that all series get, whatever they have
 * @param honorLabels whether labels of the series win over those of the target
 * @param relabeling rules for the series
 * @param limits how many and how long labels may be
 * @param classicNames whether names with characters beyond the classic ones are refused
 * @param trimSuffixes whether units and {@code _total} are taken off names
 */
record SampleRules(
    SortedMap<String, String> target,
    SortedMap<String, String> external,
    boolean honorLabels,
    List<RelabelRule> relabeling,
    LabelLimits limits,
    boolean classicNames,
    boolean trimSuffixes) {
  private static final String EXPORTED = "exported_";

  /** How many labels a series may have and how long they may be; 0 for no limit. */
  record LabelLimits(long count, long name, long value) {
    /** What exceeds a limit; null if nothing does. */
    @Nullable String exceeded(SortedMap<String, String> labels) {
      if (count > 0 && labels.size() > count) {
        return "label_limit";
      }
      for (Map.Entry<String, String> label : labels.entrySet()) {
        if (name > 0 && label.getKey().length() > name) {
          return "label_name_length_limit";
        }
        if (value > 0 && label.getValue().length() > value) {
          return "label_value_length_limit";
        }
      }
      return null;
    }
  }

  /** Changes the labels of a series of the target; false if it is dropped. */
  boolean apply(SortedMap<String, String> labels) {
    labels.values().removeIf(String::isEmpty);
    SortedMap<String, String> own = new TreeMap<>(labels);
    for (Map.Entry<String, String> label : target.entrySet()) {
      if (!honorLabels && own.containsKey(label.getKey())) {
        String value = own.get(label.getKey());
        String name = EXPORTED + label.getKey();
        while (own.containsKey(name) || target.containsKey(name)) {
          name = EXPORTED + name;
        }
        labels.put(name, value);
        labels.put(label.getKey(), label.getValue());
      } else {
        labels.putIfAbsent(label.getKey(), label.getValue());
      }
    }
    return RelabelRule.apply(relabeling, labels);
  }

  /** The labels of a series that is told of the target itself. */
  SortedMap<String, String> report(String name) {
    SortedMap<String, String> labels = new TreeMap<>(target);
    labels.put(SeriesText.NAME, name);
    return labels;
  }
}
