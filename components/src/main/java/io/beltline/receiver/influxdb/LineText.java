package io.beltline.receiver.influxdb;

import io.beltline.model.Slice;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** The bytes of a request, and how far they are read. One thread. */
final class LineText {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;

  private final LongConsumer room;
  private final byte[] in;
  private final int end;
  private int at;
  private int line = 1;
  private byte[] unescaped = new byte[64];
  private int length;

  /**
   * The bytes of a request.
   *
   * @param room told how many bytes a text takes, before it is made
   */
  LineText(Slice body, LongConsumer room) {
    this.room = room;
    this.in = body.array();
    this.at = body.offset();
    this.end = body.end();
  }

  /** The number of the line, from 1. */
  int line() {
    return line;
  }

  /** Whether nothing is left. */
  boolean atEnd() {
    return at == end;
  }

  /** The byte that comes next; -1 if there is none. */
  int peek() {
    return at < end ? in[at] & 0xff : -1;
  }

  /** Passes over a byte that is no end of a line. */
  void skip() {
    at++;
  }

  /** Whether the line ends here. */
  boolean atLineEnd() {
    return at == end || in[at] == '\n' || (in[at] == '\r' && (at + 1 == end || in[at + 1] == '\n'));
  }

  /** Passes over spaces. */
  void skipSpaces() {
    while (at < end && in[at] == ' ') {
      at++;
    }
  }

  /** Passes over the rest of the line. */
  void skipLine() {
    while (at < end && in[at] != '\n') {
      at++;
    }
    if (at < end) {
      at++;
      line++;
    }
  }

  /**
   * A name: up to a character of {@code ends}, which after a backslash is part of it, or to one
   * that no name has.
   */
  String word(String ends) throws MalformedLineException {
    length = 0;
    while (at < end && isPrintable(in[at]) && ends.indexOf(in[at]) < 0) {
      if (in[at] == '\\' && at + 1 < end && ends.indexOf(in[at + 1]) >= 0) {
        at++;
      }
      add(in[at++]);
    }
    return text(unescaped, 0, length);
  }

  private static boolean isPrintable(byte b) {
    return (b & 0xff) >= FIRST_PRINTABLE && b != DELETE;
  }

  /** What stands up to a character of {@code ends}, or the end of the line. */
  String token(String ends) throws MalformedLineException {
    int from = at;
    while (!atLineEnd() && ends.indexOf(in[at]) < 0) {
      at++;
    }
    return text(in, from, at - from);
  }

  /** A text in quotes, which may go over lines. One without an end leaves all behind it unread. */
  String quoted() throws MalformedLineException {
    int opened = at++;
    int lines = 0;
    length = 0;
    while (at < end && in[at] != '"') {
      if (in[at] == '\\' && at + 1 < end && (in[at + 1] == '"' || in[at + 1] == '\\')) {
        at++;
      }
      lines += in[at] == '\n' ? 1 : 0;
      add(in[at++]);
    }
    at++;
    if (at > end || !(atLineEnd() || in[at] == ',' || in[at] == ' ')) {
      boolean open = at > end;
      at = opened; // a quotation mark too many must not take the lines behind it along
      throw new MalformedLineException(
          open ? "a text in quotes has no end" : "something stands behind a text in quotes");
    }
    line += lines;
    return text(unescaped, 0, length);
  }

  private void add(byte b) {
    if (length == unescaped.length) {
      room.accept(2L * length);
      unescaped = Arrays.copyOf(unescaped, 2 * length);
    }
    unescaped[length++] = b;
  }

  private String text(byte[] bytes, int from, int length) throws MalformedLineException {
    room.accept(4L * length); // as characters, and as a text of them
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException wrong) {
      throw new MalformedLineException("its text is not UTF-8");
    }
  }
}
