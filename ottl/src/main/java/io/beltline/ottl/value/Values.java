package io.beltline.ottl.value;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.ArrayValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.KeyValueListView;
import java.util.Arrays;

/** Compares values, and walks lists and maps. Stateless; safe for all threads. */
public final class Values {
  private Values() {}

  /** A view of a map's entries. */
  public static AttributesView entries(Cell map) {
    KeyValueListView view = new KeyValueListView();
    view.wrap(map.array(), map.from(), map.to());
    return view.values();
  }

  /** A view of a list's elements. */
  public static ArrayValueView elements(Cell list) {
    ArrayValueView view = new ArrayValueView();
    view.wrap(list.array(), list.from(), list.to());
    return view;
  }

  /** How many elements or entries a list or map has, or how many messages there are. */
  public static int count(Cell cell) {
    return cell.is(ValueKind.MAP) ? entries(cell).count() : elements(cell).values().remaining();
  }

  /** Copies the attributes of a message into the form of a map. */
  public static Slice mapOf(AttributesView attributes, ValueWriter out) {
    out.reset();
    attributesInto(attributes, out);
    return out.copy();
  }

  private static void attributesInto(AttributesView attributes, ValueWriter out) {
    for (AttributesView walk = attributes; walk.next(); ) {
      Slice entry = walk.item().toSlice();
      out.member(entry.array(), entry.offset(), entry.end());
    }
  }

  /**
   * Whether two values are equal, maps in any order. Numbers of different kinds are different here:
   * it is meant for what stands in lists and maps.
   */
  public static boolean same(AnyValueView a, AnyValueView b) {
    if (a.valueCase() != b.valueCase()) {
      return false;
    }
    return switch (a.valueCase()) {
      case AnyValueView.STRING_VALUE -> a.stringValueUtf8().contentEquals(b.stringValueUtf8());
      case AnyValueView.BOOL_VALUE -> a.boolValue() == b.boolValue();
      case AnyValueView.INT_VALUE -> a.intValue() == b.intValue();
      case AnyValueView.DOUBLE_VALUE -> equal(a.doubleValue(), b.doubleValue());
      case AnyValueView.BYTES_VALUE -> a.bytesValue().contentEquals(b.bytesValue());
      case AnyValueView.ARRAY_VALUE ->
          sameLists(a.arrayValue().toSlice(), b.arrayValue().toSlice());
      case AnyValueView.KVLIST_VALUE ->
          sameMaps(a.kvlistValue().toSlice(), b.kvlistValue().toSlice());
      default -> true;
    };
  }

  /** By value, so that zeros of either sign are equal and NaN is equal to nothing. */
  static boolean equal(double a, double b) {
    return a == b;
  }

  /** Whether two lists have equal elements in the same order. */
  public static boolean sameLists(Slice a, Slice b) {
    ArrayValueView left = new ArrayValueView();
    ArrayValueView right = new ArrayValueView();
    left.wrap(a);
    right.wrap(b);
    var mine = left.values();
    var theirs = right.values();
    while (mine.next()) {
      if (!theirs.next() || !same(mine.item(), theirs.item())) {
        return false;
      }
    }
    return !theirs.next();
  }

  /** Whether two maps have the same keys with equal values, in any order. */
  public static boolean sameMaps(Slice a, Slice b) {
    if (a.equals(b)) {
      return true;
    }
    KeyValueListView left = new KeyValueListView();
    KeyValueListView right = new KeyValueListView();
    left.wrap(a);
    right.wrap(b);
    if (left.values().count() != right.values().count()) {
      return false;
    }
    for (AttributesView walk = left.values(); walk.next(); ) {
      AnyValueView theirs = right.values().find(walk.key());
      if (theirs == null || !same(walk.value(), theirs)) {
        return false;
      }
    }
    return true;
  }

  /** Whether two ids are equal. No bytes and zeros are the same. */
  static boolean sameIds(Cell a, Cell b) {
    if (a.length() == b.length()) {
      return a.contentEquals(b);
    }
    return isZero(a) && isZero(b);
  }

  /** Whether all bytes of a range are zero; also if it has none. */
  public static boolean isZero(Cell cell) {
    byte[] b = cell.array();
    for (int i = cell.from(); i < cell.to(); i++) {
      if (b[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The order of two ranges, byte by byte without signs. */
  static int compareBytes(Cell a, Cell b) {
    return Arrays.compareUnsigned(a.array(), a.from(), a.to(), b.array(), b.from(), b.to());
  }
}
