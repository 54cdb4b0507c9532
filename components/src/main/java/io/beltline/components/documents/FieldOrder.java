package io.beltline.components.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of a document in the order in which they are written, each key once and none the
 * beginning of another one's path. Only fields of several things that are alike stay together under
 * one key. The dot sorts first, so that all that stands below a key follows it.
 */
final class FieldOrder {
  /** How often keys may be renamed; what still conflicts then is left out. */
  private static final int MOST_ROUNDS = 8;

  @SuppressWarnings("ArrayRecordComponent") // made and forgotten here, compared by hand
  private record Entry(byte[] key, int field, boolean renamed) {}

  private List<Entry> entries;

  /** For each field to which of several things it belongs; empty if none does. */
  private int[] alike = {};

  /** For each field the one before it in its list, plus one; empty with the above. */
  private int[] before = {};

  FieldOrder(int capacity) {
    entries = new ArrayList<>(capacity);
  }

  /**
   * Adds the key of the next field.
   *
   * @param alike which of several things that are alike it belongs to; 0 for the document itself
   */
  void add(byte[] key, int alike) {
    int field = entries.size();
    entries.add(new Entry(key, field, false));
    if (alike > 0) {
      if (field >= this.alike.length) {
        this.alike = Arrays.copyOf(this.alike, 2 * field + 16);
        before = Arrays.copyOf(before, 2 * field + 16);
      }
      this.alike[field] = alike;
    }
  }

  /** Sorts, and solves conflicts. */
  void settle(Protected kept) {
    sort();
    for (int round = 0; rename(kept, round == MOST_ROUNDS); round++) {
      sort();
    }
  }

  int size() {
    return entries.size();
  }

  byte[] key(int at) {
    return entries.get(at).key;
  }

  /** The number of the field, in the order in which they were added; the last of a list. */
  int field(int at) {
    return entries.get(at).field;
  }

  /** The numbers of the fields of the list that a field is the last of. */
  int[] list(int field) {
    int count = 0;
    for (int next = field; next >= 0; next = before(next)) {
      count++;
    }
    int[] fields = new int[count];
    for (int next = field; next >= 0; next = before(next)) {
      fields[--count] = next;
    }
    return fields;
  }

  /** The field before one in its list; -1 if there is none. */
  int before(int field) {
    return field < before.length ? before[field] - 1 : -1;
  }

  /** Sorts, and leaves of equal keys the one that counts, or all of things that are alike. */
  private void sort() {
    entries.sort(FieldOrder::compare);
    List<Entry> unique = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (!unique.isEmpty() && Arrays.equals(unique.getLast().key, entry.key)) {
        join(unique.removeLast().field, entry.field);
      }
      unique.add(entry);
    }
    entries = unique;
  }

  /** Makes a list of what two fields of a key have, if both are of things that are alike. */
  private void join(int first, int second) {
    int tail = second;
    while (before(tail) >= 0) {
      tail = before(tail);
    }
    if (alike(first) > 0 && alike(tail) > 0) {
      before[tail] = (alike(first) == alike(tail) ? before(first) : first) + 1;
    }
  }

  private int alike(int field) {
    return field < alike.length ? alike[field] : 0;
  }

  private static int compare(Entry a, Entry b) {
    int length = Math.min(a.key.length, b.key.length);
    for (int i = 0; i < length; i++) {
      if (a.key[i] != b.key[i]) {
        return Integer.compare(rank(a.key[i]), rank(b.key[i]));
      }
    }
    if (a.key.length != b.key.length) {
      return Integer.compare(a.key.length, b.key.length);
    }
    return a.renamed == b.renamed
        ? Integer.compare(a.field, b.field)
        : Boolean.compare(!a.renamed, !b.renamed);
  }

  private static int rank(byte b) {
    return b == '.' ? -1 : b & 0xff;
  }

  /** Renames what is the beginning of a path, or leaves it out; says whether anything changed. */
  private boolean rename(Protected kept, boolean leaveOut) {
    boolean changed = false;
    List<Entry> settled = new ArrayList<>(entries.size());
    byte[] shield = null;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (shield != null && isBelow(shield, entry.key)) {
        continue;
      }
      shield = null;
      if (i + 1 < entries.size() && isBelow(entry.key, entries.get(i + 1).key)) {
        if (kept.keys().contains(new String(entry.key, StandardCharsets.UTF_8))) {
          shield = entry.key;
          settled.add(entry);
        } else if (!leaveOut) {
          settled.add(new Entry(FlatDocument.renamed(entry.key), entry.field, true));
          changed = true;
        }
      } else {
        settled.add(entry);
      }
    }
    entries = settled;
    return changed;
  }

  private static boolean isBelow(byte[] key, byte[] other) {
    return other.length > key.length
        && other[key.length] == '.'
        && Arrays.equals(key, 0, key.length, other, 0, key.length);
  }
}
