package io.beltline.ottl.pattern;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replacement text in which {@code $1}, {@code ${1}} and {@code $name} stand for groups and
 * {@code $$} for a dollar.
 *
 * <p>Source: https://pkg.go.dev/regexp#Regexp.Expand. Safe for all threads.
 */
public final class Template {
  private static final int NONE = -1;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(int group, String text, byte[] utf8) {}

  private final List<Part> parts = new ArrayList<>();
  private final byte @Nullable [] plain;

  /** Reads a replacement for the groups of a pattern. */
  public Template(String text, TextPattern pattern) {
    int at = 0;
    while (at < text.length()) {
      int dollar = text.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      plain(text.substring(at, dollar));
      at = reference(text, dollar + 1, pattern);
    }
    plain(text.substring(at));
    this.plain = parts.stream().anyMatch(part -> part.group >= 0) ? null : joined();
  }

  private byte[] joined() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(part -> out.writeBytes(part.utf8));
    return out.toByteArray();
  }

  private void plain(String text) {
    if (!text.isEmpty()) {
      parts.add(new Part(NONE, text, text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private int reference(String text, int at, TextPattern pattern) {
    if (text.startsWith("$", at)) {
      plain("$");
      return at + 1;
    }
    boolean braced = text.startsWith("{", at);
    int start = braced ? at + 1 : at;
    int end = start;
    while (end < text.length() && isNamePart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    if (end == start || (braced && !text.startsWith("}", end))) {
      plain("$");
      return at;
    }
    int group = group(text.substring(start, end), pattern);
    if (group != NONE) {
      parts.add(new Part(group, "", new byte[0]));
    }
    return braced ? end + 1 : end;
  }

  private static boolean isNamePart(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** The number of a group, none if the pattern has no such group: then nothing stands there. */
  private static int group(String name, TextPattern pattern) {
    int number = number(name);
    if (number >= 0) {
      return number <= pattern.groupCount() ? number : NONE;
    }
    return pattern.namedGroups().stream()
        .filter(group -> group.name().equals(name))
        .mapToInt(NamedGroup::number)
        .findFirst()
        .orElse(NONE);
  }

  /** A number without needless zeros, up to nine digits long; all else is a name: -1. */
  private static int number(String name) {
    boolean digits = name.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean zeros = name.length() > 1 && name.startsWith("0");
    return digits && !zeros && name.length() <= 9 ? Integer.parseInt(name) : -1;
  }

  /** The text if no group stands in it, or null. Nobody may write it. */
  public byte @Nullable [] plain() {
    return plain;
  }

  /** Appends the text with what the groups of the current match have. */
  public void append(Captures match, ByteArrayOutputStream out) {
    for (Part part : parts) {
      if (part.group >= 0) {
        match.write(part.group, out);
      } else {
        out.writeBytes(part.utf8);
      }
    }
  }

  /** The text with what the groups of the current match have. */
  public String expand(Captures match) {
    if (parts.size() == 1) {
      return text(parts.getFirst(), match);
    }
    StringBuilder out = new StringBuilder();
    parts.forEach(part -> out.append(text(part, match)));
    return out.toString();
  }

  private static String text(Part part, Captures match) {
    return part.group >= 0 ? match.text(part.group) : part.text;
  }
}
