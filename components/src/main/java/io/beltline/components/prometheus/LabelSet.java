package io.beltline.components.prometheus;

import java.util.Arrays;
import java.util.Map;

/**
 * The labels of a series: names and values in turn, by name in the order of their bytes in UTF-8.
 * Immutable; equal if names and values are equal.
 */
public final class LabelSet {
  private static final String NAME = "__name__";
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private final String[] pairs;
  private final int hash;

  private LabelSet(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /** Labels of a map; empty values are left out. */
  public static LabelSet of(Map<String, String> labels) {
    String[] pairs = new String[2 * labels.size()];
    int n = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (!label.getValue().isEmpty()) {
        int at = place(pairs, n, label.getKey());
        System.arraycopy(pairs, at, pairs, at + 2, n - at);
        pairs[at] = label.getKey();
        pairs[at + 1] = label.getValue();
        n += 2;
      }
    }
    return new LabelSet(n == pairs.length ? pairs : Arrays.copyOf(pairs, n));
  }

  /** The same with the name of a metric. */
  public LabelSet named(String metric) {
    return with(NAME, metric);
  }

  /** The same with a further label, whose name must not be there. */
  public LabelSet with(String name, String value) {
    int at = place(pairs, pairs.length, name);
    String[] more = new String[pairs.length + 2];
    System.arraycopy(pairs, 0, more, 0, at);
    more[at] = name;
    more[at + 1] = value;
    System.arraycopy(pairs, at, more, at + 2, pairs.length - at);
    return new LabelSet(more);
  }

  /** Where a name belongs. Labels come sorted nearly always, so that the end is tried first. */
  private static int place(String[] pairs, int size, String name) {
    int at = size;
    while (at > 0 && compare(pairs[at - 2], name) > 0) {
      at -= 2;
    }
    return at;
  }

  /** The order of UTF-8, in which characters beyond the first plane are the last. */
  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean pairs = Character.isSurrogate(x) != Character.isSurrogate(y);
        return pairs ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
      }
    }
    return a.length() - b.length();
  }

  /** How many labels there are. */
  public int size() {
    return pairs.length / 2;
  }

  /** The name of a label by its place. */
  public String name(int index) {
    return pairs[2 * index];
  }

  /** The value of a label by its place. */
  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /** The value of a label by its name; empty if there is none. */
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /** A hash of 64 bits, the same in every process. Not for secrets. */
  public long longHash() {
    long mixed = pairs.length;
    for (String text : pairs) {
      for (int i = 0; i < text.length(); i++) {
        mixed = (Long.rotateLeft(mixed, 5) ^ text.charAt(i)) * FACTOR;
      }
      mixed = (Long.rotateLeft(mixed, 5) ^ 0x10000) * FACTOR;
    }
    return mixed ^ (mixed >>> 29);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelSet set && hash == set.hash && Arrays.equals(pairs, set.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As PromQL writes it. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      out.append(i == 0 ? "" : ",").append(pairs[i]).append('=');
      Labels.quoted(out, pairs[i + 1]);
    }
    return out.append('}').toString();
  }
}
