package io.beltline.benchmarks.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The header block of a gRPC request, as HPACK (RFC 7541). */
final class RequestHeaders {
  private static final int FIRST_DYNAMIC = 62;
  private static final int POST = 0x83;
  private static final int HTTP = 0x86;
  private static final int PATH = 4;
  private static final int AUTHORITY = 1;
  private static final int CONTENT_TYPE = 31;
  private static final int USER_AGENT = 58;

  private final ByteArrayOutputStream first = new ByteArrayOutputStream();
  private int added;

  RequestHeaders(String path, int port, String encoding) {
    first.write(POST);
    first.write(HTTP);
    add(PATH, "", path);
    add(AUTHORITY, "", "127.0.0.1:" + port);
    add(CONTENT_TYPE, "", "application/grpc");
    add(USER_AGENT, "", "beltline-benchmarks");
    add(0, "te", "trailers");
    if (!encoding.isEmpty()) {
      add(0, "grpc-encoding", encoding);
    }
  }

  private void add(int nameIndex, String name, String value) {
    first.write(0x40 | nameIndex);
    if (nameIndex == 0) {
      text(name);
    }
    text(value);
    added++;
  }

  private void text(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    if (ascii.length > 126) {
      throw new IllegalArgumentException("too long for one length byte: " + text);
    }
    first.write(ascii.length);
    first.writeBytes(ascii);
  }

  /** For the first request of a connection: puts all into the peer's table. */
  byte[] literal() {
    return first.toByteArray();
  }

  /** For all others: refers to the table. */
  byte[] indexed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(POST);
    out.write(HTTP);
    for (int i = added - 1; i >= 0; i--) {
      out.write(0x80 | FIRST_DYNAMIC + i);
    }
    return out.toByteArray();
  }
}
