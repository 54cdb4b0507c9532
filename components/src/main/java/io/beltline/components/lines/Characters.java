package io.beltline.components.lines;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What an encoding says of bytes without decoding all of them: where white space stands, and where
 * characters end. Immutable, safe for all threads.
 */
public final class Characters {
  private static final int CHUNK = 4096;

  private final Charset charset;
  private final int unit;
  private final int significant;

  /** What an encoding says. */
  public Characters(Charset charset) {
    this.charset = charset;
    byte[] space = " ".getBytes(charset);
    this.unit = space.length;
    this.significant = space[0] == ' ' ? 0 : unit - 1;
  }

  /** A decoder that marks what it does not know and goes on. */
  public static CharsetDecoder decoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  /** Behind the white space at the start of a part. */
  public int skipSpace(byte[] bytes, int from, int to) {
    int at = from;
    while (at + unit <= to && isSpace(bytes, at)) {
      at += unit;
    }
    return at;
  }

  /** Before the white space at the end of a part. */
  public int cutSpace(byte[] bytes, int from, int to) {
    int at = to - (to - from) % unit;
    int end = to;
    while (at - unit >= from && isSpace(bytes, at - unit)) {
      at -= unit;
      end = at;
    }
    return end;
  }

  private boolean isSpace(byte[] bytes, int at) {
    for (int i = 0; i < unit; i++) {
      if (i != significant && bytes[at + i] != 0) {
        return false;
      }
    }
    byte b = bytes[at + significant];
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** The last end of a character up to a place; the place itself if the first is longer. */
  public int boundary(byte[] bytes, int from, int to) {
    int at = to;
    if (charset.equals(StandardCharsets.UTF_8)) {
      while (at > to - 4 && at > from + 1 && (bytes[at] & 0xc0) == 0x80) {
        at--;
      }
    } else if (!isSingle()) {
      at = decoded(bytes, from, to);
    }
    return at > from ? at : to;
  }

  private boolean isSingle() {
    return charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII);
  }

  private int decoded(byte[] bytes, int from, int to) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate(CHUNK);
    CharsetDecoder decoder = decoder(charset);
    while (decoder.decode(in, out, false).isOverflow()) {
      out.clear();
    }
    return in.position();
  }
}
