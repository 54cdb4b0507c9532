package io.beltline.ottl.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the next match in a text together with its groups. One thread. */
abstract sealed class GroupFinder extends MatchFinder {
  /** Where groups begin and end, by turns; -1 if one took no part. The first is the match. */
  final int[] slots;

  private GroupFinder(int[] slots) {
    this.slots = slots;
  }

  final boolean found(boolean found) {
    start = slots[0];
    end = slots[1];
    return found;
  }

  /** One pass, for expressions that begin at the start of the text. */
  static final class One extends GroupFinder {
    private final OnePass engine;
    private final byte[] text;
    private final int from;
    private final int to;

    One(OnePass engine, int[] slots, byte[] text, int from, int to) {
      super(slots);
      this.engine = engine;
      this.text = text;
      this.from = from;
      this.to = to;
    }

    @Override
    boolean find(int at) {
      return at == from && found(engine.find(text, from, to, slots));
    }

    @Override
    long read() {
      return 0; // there is one match at most
    }
  }

  /** Two passes; RE2/J where that would be too much. */
  static final class Two extends GroupFinder {
    private final TwoPass engine;
    private final Supplier<Pattern> pattern;
    private final byte[] text;
    private final int from;
    private final int to;
    private @Nullable Rest @Nullable [] rests;
    private @Nullable Re2 other;

    Two(TwoPass engine, Supplier<Pattern> pattern, int[] slots, byte[] text, int from, int to) {
      super(slots);
      this.engine = engine;
      this.pattern = pattern;
      this.text = text;
      this.from = from;
      this.to = to;
      this.rests = engine.read(text, from, to);
    }

    @Override
    boolean find(int at) {
      if (rests != null) {
        int start = engine.find(rests, text, from, at, to, slots);
        if (start != TwoPass.TOO_MUCH) {
          return found(start >= 0);
        }
        rests = null;
      }
      if (other == null) {
        other = new Re2(pattern.get(), slots, text, from, to);
      }
      return found(other.find(at));
    }

    @Override
    long read() {
      return other == null ? 0 : other.read(); // no byte is read again to find another match
    }
  }

  /** RE2/J. */
  static final class Re2 extends GroupFinder {
    private final int from;
    private final CountedText text;
    private final Matcher matcher;
    private final int @Nullable [] bytes;

    Re2(Pattern pattern, int[] slots, byte[] text, int from, int to) {
      super(slots);
      this.from = from;
      this.text = new CountedText(Arrays.copyOfRange(text, from, to));
      this.matcher = pattern.matcher(this.text);
      this.bytes = this.text.bytes();
    }

    @Override
    boolean find(int at) {
      if (!matcher.find(text.charOf(at - from))) {
        return false;
      }
      for (int i = 0; i < slots.length; i += 2) {
        slots[i] = place(matcher.start(i / 2));
        slots[i + 1] = place(matcher.end(i / 2));
      }
      return found(true);
    }

    private int place(int character) {
      return character < 0 ? -1 : from + (bytes == null ? character : bytes[character]);
    }

    @Override
    long read() {
      return text.read;
    }
  }
}
