package io.beltline.benchmarks.wire;

import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Elasticsearch's bulk requests, not compressed: two lines an item, what to do and the document.
 * The sum of one is that of the text of its body, which must need no escapes.
 */
public final class BulkContent implements Content {
  private static final byte[] TEXT = "\"body\":{\"text\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final String ITEM = "{\"create\":{\"status\":201}}";
  private static final int MULTIPLIER = 31;

  /** What a server answers that has made so many documents. */
  static byte[] answer(long items) {
    StringBuilder body = new StringBuilder("{\"took\":1,\"errors\":false,\"items\":[");
    for (long i = 0; i < items; i++) {
      body.append(i == 0 ? "" : ",").append(ITEM);
    }
    body.append("]}");
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Elastic-Product: Elasticsearch\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  /** The sum of a document with this text. */
  public static long sum(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return sum(bytes, 0, bytes.length);
  }

  private static long sum(byte[] bytes, int from, int to) {
    long sum = 1;
    for (int i = from; i < to; i++) {
      sum = sum * MULTIPLIER + bytes[i];
    }
    return sum;
  }

  @Override
  public Slice plain(Slice body) {
    return body;
  }

  @Override
  public long count(Slice request) {
    byte[] bytes = request.array();
    long lines = 0;
    for (int i = request.offset(); i < request.end(); i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines / 2;
  }

  @Override
  public void read(Slice request, LongConsumer taker) {
    byte[] bytes = request.array();
    boolean document = false;
    for (int from = request.offset(); from < request.end(); document = !document) {
      int end = find(bytes, from, request.end(), (byte) '\n');
      if (document) {
        taker.accept(text(bytes, from, end));
      }
      from = end + 1;
    }
  }

  /** The sum of a document's text; 0 where it has none. */
  private static long text(byte[] bytes, int from, int end) {
    for (int i = from; i + TEXT.length < end; i++) {
      if (Arrays.equals(bytes, i, i + TEXT.length, TEXT, 0, TEXT.length)) {
        int begin = i + TEXT.length;
        return sum(bytes, begin, find(bytes, begin, end, (byte) '"'));
      }
    }
    return 0;
  }

  private static int find(byte[] bytes, int from, int end, byte wanted) {
    int at = from;
    while (at < end && bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
