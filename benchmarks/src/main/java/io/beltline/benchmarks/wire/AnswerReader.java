package io.beltline.benchmarks.wire;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** Reads the statuses of HTTP/1.1 answers. */
final class AnswerReader {
  private final HttpText text;

  AnswerReader(ReadableByteChannel channel) {
    text = new HttpText(channel);
  }

  int next() throws IOException {
    String[] words = text.next().split(" ", 3);
    return Integer.parseInt(words[1]);
  }
}
