package io.beltline.ottl.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.beltline.ottl.value.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What RE2/J says, in Go's manner. */
final class Re2Oracle {
  private Re2Oracle() {}

  /** What Go reads: the replacement character for each byte that is part of no character. */
  static String read(byte[] text) {
    byte[] marked = Utf8.marked(text, 0, text.length);
    StringBuilder out = new StringBuilder();
    for (int p = 0; p < marked.length; ) {
      int size = Utf8.sizeAt(marked, p, marked.length);
      out.append(size == 0 ? "\ufffd" : new String(marked, p, size, StandardCharsets.UTF_8));
      p += Math.max(1, size);
    }
    return out.toString();
  }

  /** The text with each match replaced. */
  static String replaced(Pattern pattern, String text, BiConsumer<Matcher, StringBuilder> writer) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int copied = 0;
    int search = 0;
    while (search <= text.length() && matcher.find(search)) {
      int from = matcher.start();
      int to = matcher.end();
      out.append(text, copied, from);
      if (to > copied || from == 0) {
        writer.accept(matcher, out);
      }
      copied = to;
      int width = search < text.length() ? Character.charCount(text.codePointAt(search)) : 1;
      search = Math.max(search + width, to);
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** Where all groups of all matches are, in bytes; the last list of a text is empty. */
  static List<List<Integer>> matches(Pattern pattern, byte[] text) {
    String read = read(text);
    int[] bytes = bytes(text, read);
    List<List<Integer>> all = new ArrayList<>();
    replaced(
        pattern,
        read,
        (match, _) -> {
          List<Integer> places = new ArrayList<>();
          for (int group = 0; group <= match.groupCount(); group++) {
            int start = match.start(group);
            places.add(start < 0 ? -1 : bytes[start]);
            places.add(start < 0 ? -1 : bytes[match.end(group)]);
          }
          all.add(places);
        });
    return all;
  }

  /** The byte at which each character begins. */
  private static int[] bytes(byte[] text, String read) {
    int[] bytes = new int[read.length() + 1];
    int at = 0;
    for (int c = 0; c < read.length(); c += Character.charCount(read.codePointAt(c))) {
      bytes[c] = at;
      at += Math.max(1, Utf8.sizeAt(text, at, text.length));
    }
    bytes[read.length()] = at;
    return bytes;
  }
}
