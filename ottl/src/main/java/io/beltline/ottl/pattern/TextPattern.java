package io.beltline.ottl.pattern;

import com.google.re2j.Pattern;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with the meaning of RE2, as the Go collector has them.
 *
 * <p>Whether and where it matches is found out by automata over bytes, without decoding and without
 * allocation, in time linear in the text; expressions with rare parts go through RE2/J, which is
 * linear too. Groups are found by {@link Captures}. Safe for all threads.
 */
public final class TextPattern {
  private final String text;
  private final Re2Form form;
  private final @Nullable Regex tree;
  private final @Nullable Automaton automaton;
  private final List<NamedGroup> named;
  private volatile @Nullable Spans spans;
  private volatile @Nullable GroupSearch groups;

  /** Whether automata say where matches are. */
  private volatile boolean locates;

  private TextPattern(String text, Re2Form form, @Nullable Program program) {
    this.text = text;
    this.form = form;
    this.tree = program == null ? null : form.tree();
    this.automaton = program == null ? null : new Automaton(program, Search.ANYWHERE);
    this.named =
        form.namedGroups().entrySet().stream()
            .map(group -> new NamedGroup(group.getKey(), group.getValue()))
            .sorted(Comparator.comparingInt(NamedGroup::number))
            .toList();
    this.locates = this.tree != null && !this.tree.repeatsEmpty();
  }

  /**
   * Compiles an expression.
   *
   * <p>RE2/J checks it, which the characters whose case is ignored are kept from: it would never
   * end with some. What nests too deeply or is too large is none.
   *
   * @throws InvalidPatternException if it is none
   */
  public static TextPattern of(String regex) throws InvalidPatternException {
    Re2Form form = Re2Form.of(regex, RegexParser.parse(regex));
    return new TextPattern(regex, form, Program.of(form.tree()));
  }

  /** True if the automaton answers {@link #find}. */
  boolean isQuick() {
    return automaton != null;
  }

  /** The tree of a quick expression. */
  Regex tree() {
    if (tree == null) {
      throw new IllegalStateException(text() + " is left to RE2/J");
    }
    return tree;
  }

  /** The expression as it was written. */
  public String text() {
    return text;
  }

  /** True if a part of a text matches. */
  public boolean find(byte[] text, int from, int to) {
    if (automaton == null) {
      return re2().matcher(new CountedText(Utf8.marked(text, from, to))).find();
    }
    return Utf8.isValid(text, from, to)
        ? automaton.find(text, from, to)
        : automaton.find(Utf8.marked(text, from, to), 0, to - from);
  }

  /** True if a part of a text of well-formed UTF-8 matches. */
  boolean findValid(byte[] text, int from, int to) {
    return automaton == null ? find(text, from, to) : automaton.find(text, from, to);
  }

  /** True if a part of a text matches. */
  public boolean find(Cell text) {
    return find(text.array(), text.from(), text.to());
  }

  /** All matches in a text. */
  public Matches matches(byte[] text) {
    return matches(text, 0, text.length);
  }

  /** All matches in a part of an array that is a text. */
  Matches matches(byte[] text, int from, int to) {
    Spans quick = spans();
    if (quick != null && Utf8.isValid(text, from, to)) {
      return new Matches(text, from, to, new MatchFinder.Quick(quick, text, from, to));
    }
    byte[] marked = Utf8.marked(text, from, to);
    int size = marked.length;
    return new Matches(
        marked,
        0,
        size,
        quick == null
            ? new MatchFinder.Slow(re2(), marked)
            : new MatchFinder.Quick(quick, marked, 0, size));
  }

  /**
   * A text with each match replaced by the same bytes, or null if there is none. Nothing but the
   * new text is made where the automata find matches.
   */
  public byte @Nullable [] replaceAll(byte[] text, int from, int to, byte[] by) {
    if (spans() == null && !find(text, from, to)) {
      return null;
    }
    Matches matches = matches(text, from, to);
    if (!matches.next()) {
      return null;
    }
    int base = from - matches.from(); // a text that is no UTF-8 was copied
    int start = base + matches.start();
    int end = base + matches.end();
    boolean more = matches.next();
    byte[] out = new byte[start - from + by.length + to - end];
    System.arraycopy(text, from, out, 0, start - from);
    System.arraycopy(by, 0, out, start - from, by.length);
    if (more) {
      return replaceRest(text, to, by, out, start - from + by.length, end, matches, base);
    }
    System.arraycopy(text, end, out, start - from + by.length, to - end);
    return out;
  }

  private static byte[] replaceRest(
      byte[] text, int to, byte[] by, byte[] first, int size, int end, Matches matches, int base) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + by.length);
    out.write(first, 0, size);
    int copied = end;
    do {
      out.write(text, copied, base + matches.start() - copied);
      out.writeBytes(by);
      copied = base + matches.end();
    } while (matches.next());
    out.write(text, copied, to - copied);
    return out.toByteArray();
  }

  private @Nullable Spans spans() {
    Spans there = spans;
    if (there == null && locates) {
      there = Spans.of(tree());
      spans = there;
      locates = there != null;
    }
    return there;
  }

  /** All matches in a part of an array that is a text, with their groups. */
  public Captures captures(byte[] text, int from, int to) {
    return Captures.of(groupSearch(), text, from, to);
  }

  /** The same for a part that is known to be well-formed UTF-8. */
  public Captures capturesOfValid(byte[] text, int from, int to) {
    return Captures.ofValid(groupSearch(), text, from, to);
  }

  /** All matches in a text, with their groups. */
  public Captures captures(String text) {
    return Captures.of(groupSearch(), text);
  }

  /** What finds groups. */
  GroupSearch groupSearch() {
    GroupSearch there = groups;
    if (there == null) {
      there = GroupSearch.of(form, tree, automaton != null && automaton.isAnchored());
      groups = there;
    }
    return there;
  }

  /** How many groups there are, with and without a name. */
  public int groupCount() {
    return form.groupCount();
  }

  /** The groups that have a name, in their order. */
  public List<NamedGroup> namedGroups() {
    return named;
  }

  /** RE2/J's form, in which all cases of characters are written out. */
  public Pattern re2() {
    return form.pattern();
  }

  @Override
  public String toString() {
    return text();
  }
}
