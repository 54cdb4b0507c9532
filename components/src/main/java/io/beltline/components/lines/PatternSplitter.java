package io.beltline.components.lines;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

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
    int done = starts ? starts(text, from, taker) : ends(text, from, last, taker);
    if (last && done < to) {
      int begin = starts && omit ? omitted(bytes, done, to) : done;
      taker.take(begin, to, to);
      return to;
    }
    return done;
  }

  @Override
  public int pause(byte[] bytes, int from, int to, Taker taker) throws InterruptedException {
    return starts || from == to ? from : ends(text(bytes, from, to), from, true, taker);
  }

  private int starts(Text text, int from, Taker taker) throws InterruptedException {
    int at = from;
    int skipped = 0;
    Matcher matcher = text.matcher;
    while (matcher.find()) {
      int start = text.original(matcher.start());
      if (start > at) {
        taker.take(at + skipped, start, start);
        at = start;
      }
      skipped = omit ? text.original(matcher.end()) - start : 0;
    }
    return at;
  }

  private int ends(Text text, int from, boolean last, Taker taker) throws InterruptedException {
    int at = from;
    Matcher matcher = text.matcher;
    while (matcher.find()) {
      if (matcher.end() == text.length && !last) {
        break;
      }
      int start = text.original(matcher.start());
      int end = text.original(matcher.end());
      if (end > at) {
        taker.take(at, omit ? start : end, end);
        at = end;
      }
    }
    return at;
  }

  private int omitted(byte[] bytes, int from, int to) {
    Text text = text(bytes, from, to);
    boolean begins = text.matcher.find() && text.matcher.start() == 0;
    return begins ? text.original(text.matcher.end()) : from;
  }

  private Text text(byte[] bytes, int from, int to) {
    if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
      byte[] utf8 = Arrays.copyOfRange(bytes, from, to);
      return new Text(pattern.matcher(utf8), utf8.length, at -> from + at);
    }
    DecodedText text = new DecodedText(bytes, from, to, charset);
    return new Text(pattern.matcher(text.text()), text.text().length(), text::original);
  }

  /** What is searched, and the way back to the bytes it was made of, asked in order. */
  private record Text(Matcher matcher, int length, IntUnaryOperator way) {
    int original(int at) {
      return way.applyAsInt(at);
    }
  }
}
