package io.beltline.components.lines;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;

/**
 * The text that bytes mean, with the way back from its characters to the bytes. Places are asked
 * for in their order, so that all answers together cost one more pass. One thread.
 */
final class DecodedText {
  private static final int STEP = 1024;

  private final String text;
  private final CharsetDecoder follower;
  private final ByteBuffer bytes;
  private final CharBuffer passed = CharBuffer.allocate(STEP);
  private int at;

  DecodedText(byte[] all, int from, int to, Charset charset) {
    CharsetDecoder decoder = Characters.decoder(charset);
    int most = (int) Math.ceil((to - from) * (double) decoder.maxCharsPerByte()) + 1;
    CharBuffer out = CharBuffer.allocate(most);
    decoder.decode(ByteBuffer.wrap(all, from, to - from), out, false);
    text = out.flip().toString();
    follower = Characters.decoder(charset);
    bytes = ByteBuffer.wrap(all, from, to - from);
  }

  String text() {
    return text;
  }

  /** Where the bytes of a character begin; not before the place that was asked for last. */
  int original(int index) {
    while (at < index) {
      passed.clear().limit(Math.min(STEP, index - at));
      follower.decode(bytes, passed, false);
      if (passed.position() == 0) {
        throw new IllegalStateException("character " + index + " is in the middle of another");
      }
      at += passed.position();
    }
    return bytes.position();
  }
}
