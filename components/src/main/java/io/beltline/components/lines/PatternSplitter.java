package io.beltline.components.lines;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Divides where a pattern begins or ends an entry. */
public final class PatternSplitter implements Splitter {
  private final Pattern pattern;
  private final boolean starts;
  private final boolean omit;
  private final Charset charset;

  /**
   * A splitter.
   *
   * @param pattern what begins or ends an entry; ^ and $ stand for lines
   * @param starts whether it begins one
   * @param omit whether what matches is no part of the entry
   * @param charset what the bytes mean
   */
  public PatternSplitter(String pattern, boolean starts, boolean omit, Charset charset) {
    this.pattern = Pattern.compile("(?m)" + pattern);
    this.starts = starts;
    this.omit = omit;
    this.charset = charset;
  }

  @Override
  public int split(byte[] bytes, int from, int to, boolean last, Taker taker)
      throws InterruptedException {
    Text text = text(bytes, from, to);
    Matcher matcher = pattern.matcher(text.utf8);
    int done = starts ? starts(matcher, text, from, taker) : ends(matcher, text, from, last, taker);
    if (last && done < to) {
      int begin = starts && omit ? omitted(bytes, done, to) : done;
      taker.take(begin, to, to);
      return to;
    }
    return done;
  }

  private int starts(Matcher matcher, Text text, int from, Taker taker)
      throws InterruptedException {
    int at = from;
    int skipped = 0;
    while (matcher.find()) {
      int start = from + text.original(matcher.start());
      if (start > at) {
        taker.take(at + skipped, start, start);
        at = start;
      }
      skipped = omit ? from + text.original(matcher.end()) - start : 0;
    }
    return at;
  }

  private int ends(Matcher matcher, Text text, int from, boolean last, Taker taker)
      throws InterruptedException {
    int at = from;
    while (matcher.find()) {
      int end = from + text.original(matcher.end());
      if (matcher.end() == text.utf8.length && !last) {
        break;
      }
      if (end > at) {
        taker.take(at, omit ? from + text.original(matcher.start()) : end, end);
        at = end;
      }
    }
    return at;
  }

  private int omitted(byte[] bytes, int from, int to) {
    Text text = text(bytes, from, to);
    Matcher matcher = pattern.matcher(text.utf8);
    return matcher.find() && matcher.start() == 0 ? from + text.original(matcher.end()) : from;
  }

  /** The bytes as UTF-8, which is what patterns are about. */
  private Text text(byte[] bytes, int from, int to) {
    if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
      return new Text(Arrays.copyOfRange(bytes, from, to), charset, true);
    }
    String decoded = new String(bytes, from, to - from, charset);
    return new Text(decoded.getBytes(StandardCharsets.UTF_8), charset, false);
  }

  /** A text with the way back to where its parts stand in the bytes it was made of. */
  private static final class Text {
    private final byte[] utf8;
    private final Charset charset;
    private final boolean same;

    Text(byte[] utf8, Charset charset, boolean same) {
      this.utf8 = utf8;
      this.charset = charset;
      this.same = same;
    }

    int original(int at) {
      return same ? at : new String(utf8, 0, at, StandardCharsets.UTF_8).getBytes(charset).length;
    }
  }
}
