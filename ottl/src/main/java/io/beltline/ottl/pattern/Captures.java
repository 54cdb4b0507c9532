package io.beltline.ottl.pattern;

import io.beltline.ottl.value.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The matches of an expression in a text with their groups, one after the other, as {@link Matches}
 * has them. Group 0 is the match. One thread.
 *
 * <p>What {@link Matches} takes for one match because too much was read has no other groups.
 */
public final class Captures {
  private final byte[] text;

  /** What is to be added to a place in the text that is searched. */
  private final int base;

  private final @Nullable String characters;
  private final GroupFinder finder;
  private final Matches matches;

  private Captures(
      byte[] text, int base, @Nullable String characters, GroupFinder finder, Matches matches) {
    this.text = text;
    this.base = base;
    this.characters = characters;
    this.finder = finder;
    this.matches = matches;
  }

  /** Those in a part of an array that is a text. */
  static Captures of(GroupSearch search, byte[] text, int from, int to) {
    if (Utf8.isValid(text, from, to)) {
      return ofValid(search, text, from, to);
    }
    byte[] marked = Utf8.marked(text, from, to);
    GroupFinder finder = search.finder(marked, 0, marked.length);
    return new Captures(text, from, null, finder, new Matches(marked, 0, marked.length, finder));
  }

  /** Those in a part of an array that is well-formed UTF-8. */
  static Captures ofValid(GroupSearch search, byte[] text, int from, int to) {
    return of(search, text, from, to, null);
  }

  /** Those in a text. */
  static Captures of(GroupSearch search, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return of(search, utf8, 0, utf8.length, utf8.length == text.length() ? text : null);
  }

  private static Captures of(
      GroupSearch search, byte[] text, int from, int to, @Nullable String characters) {
    GroupFinder finder = search.finder(text, from, to);
    return new Captures(text, 0, characters, finder, new Matches(text, from, to, finder));
  }

  /** Goes on to the next match; false if there is none. */
  public boolean next() {
    if (!matches.next()) {
      return false;
    }
    int[] slots = finder.slots;
    if (slots[0] != matches.start() || slots[1] != matches.end()) {
      Arrays.fill(slots, -1);
      slots[0] = matches.start();
      slots[1] = matches.end();
    }
    return true;
  }

  /** Whether a group took part in the match. */
  public boolean has(int group) {
    return finder.slots[2 * group] >= 0 && finder.slots[2 * group + 1] >= 0;
  }

  /** The index in the array of the first byte of a group that took part, or else -1. */
  public int start(int group) {
    return has(group) ? base + finder.slots[2 * group] : -1;
  }

  /** The first index behind it, or -1. */
  public int end(int group) {
    return has(group) ? base + finder.slots[2 * group + 1] : -1;
  }

  /** What a group has matched; null if it took no part. */
  public @Nullable String group(int group) {
    if (!has(group)) {
      return null;
    }
    int start = start(group);
    int end = end(group);
    return characters != null
        ? characters.substring(start, end)
        : new String(text, start, end - start, StandardCharsets.UTF_8);
  }

  /** What a group has matched; empty if it took no part. */
  public String text(int group) {
    String there = group(group);
    return there == null ? "" : there;
  }

  /** Writes what a group has matched as it stands in the text; nothing if it took no part. */
  void write(int group, ByteArrayOutputStream out) {
    if (has(group)) {
      out.write(text, start(group), end(group) - start(group));
    }
  }
}
