package io.beltline.ottl.context;

import com.dynatrace.hash4j.hashing.Hasher64;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one table of a request's profiles, by their numbers and by what they are. Numbers
 * are kept for each entry; where to find which entry is written down when it is first asked for. By
 * one thread.
 */
final class ProfileTable {
  private static final int SMALLEST = 16;

  private final Hasher64 hasher;
  private final byte[] array;

  /** Where entries of the array begin and end: an object for each would be many. */
  private int[] bounds = new int[2 * SMALLEST];

  private int inArray;
  private final List<Slice> added = new ArrayList<>();

  /** The numbers of entries plus one, at the places of their hashes or behind. */
  private int @Nullable [] places;

  /**
   * An empty table.
   *
   * @param hasher one that whoever fills the table cannot foresee
   * @param array holds the entries of the request; never written
   */
  ProfileTable(Hasher64 hasher, byte[] array) {
    this.hasher = hasher;
    this.array = array;
  }

  int size() {
    return inArray + added.size();
  }

  /** An entry, or null if there is none of that number. */
  @Nullable Slice get(int index) {
    return index >= 0 && index < size() ? entry(index) : null;
  }

  private Slice entry(int index) {
    if (index >= inArray) {
      return added.get(index - inArray);
    }
    int from = bounds[2 * index];
    return new Slice(array, from, bounds[2 * index + 1] - from);
  }

  /** Takes an entry of the array. All of these come before those that are added. */
  void take(int from, int to) {
    if (2 * inArray == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * inArray] = from;
    bounds[2 * inArray + 1] = to;
    inArray++;
  }

  /** Adds an entry behind all others. */
  int add(Slice entry) {
    int index = size();
    added.add(entry);
    if (places != null) {
      if (2 * size() > places.length) {
        places = null;
      } else {
        write(places, index);
      }
    }
    return index;
  }

  /** The number of the first entry with some bytes, or -1. */
  int find(Slice wanted) {
    int[] at = places;
    if (at == null) {
      at = new int[Integer.highestOneBit(Math.max(size(), SMALLEST)) * 4];
      for (int i = 0; i < size(); i++) {
        write(at, i);
      }
      places = at;
    }
    return at[place(at, wanted)] - 1;
  }

  /** Of equal entries the first one stays. */
  private void write(int[] at, int index) {
    int place = place(at, entry(index));
    if (at[place] == 0) {
      at[place] = index + 1;
    }
  }

  /** Where an entry is, or would be. */
  private int place(int[] at, Slice wanted) {
    long hash = hasher.hashBytesToLong(wanted.array(), wanted.offset(), wanted.length());
    int place = (int) hash & (at.length - 1);
    while (at[place] != 0 && !entry(at[place] - 1).equals(wanted)) {
      place = (place + 1) & (at.length - 1);
    }
    return place;
  }
}
