package io.beltline.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** An HTTP/2 client that sends and shows single frames (RFC 9113). */
public final class RawHttp2 implements AutoCloseable {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RESET = 3;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int END_STREAM = 1;
  private static final int SETTINGS = 4;
  private static final int END_HEADERS = 4;

  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;

  /** A frame as it came. */
  public record Frame(int type, int flags, int stream, byte[] payload) {
    /** Whether it ends its stream. */
    public boolean ends() {
      return (flags & END_STREAM) != 0;
    }
  }

  /** Connects and greets. */
  public RawHttp2(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    out = socket.getOutputStream();
    in = new DataInputStream(socket.getInputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /** Begins a POST; header names and values in turn. */
  public void post(int stream, String path, String... headers) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    literal(block, ":method", "POST");
    literal(block, ":scheme", "http");
    literal(block, ":path", path);
    literal(block, ":authority", "x");
    for (int i = 0; i < headers.length; i += 2) {
      literal(block, headers[i], headers[i + 1]);
    }
    frame(HEADERS, END_HEADERS, stream, block.toByteArray());
  }

  /** A header without indexing or Huffman coding (RFC 7541, section 6.2.2). */
  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    block.write(name.length());
    block.writeBytes(name.getBytes(ISO_8859_1));
    block.write(value.length());
    block.writeBytes(value.getBytes(ISO_8859_1));
  }

  /** Sends bytes of a body. */
  public void data(int stream, byte[] bytes, int flags) throws IOException {
    frame(DATA, flags, stream, bytes);
  }

  /** Gives a stream up. */
  public void cancel(int stream) throws IOException {
    frame(RESET, 0, stream, new byte[] {0, 0, 0, 8});
  }

  /** Probes the server and does not wait. */
  public void ping() throws IOException {
    frame(PING, 0, 0, new byte[8]);
  }

  /** Answers a probe of the server. */
  public void pong(Frame ping) throws IOException {
    frame(PING, 1, 0, ping.payload());
  }

  /** Returns once the server has read all that was sent; what it sent before is dropped. */
  public void roundTrip() throws IOException {
    ping();
    List<Frame> ignored = until(PING, 0);
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    byte[] frame = new byte[9 + payload.length];
    frame[0] = (byte) (payload.length >>> 16);
    frame[1] = (byte) (payload.length >>> 8);
    frame[2] = (byte) payload.length;
    frame[3] = (byte) type;
    frame[4] = (byte) flags;
    frame[8] = (byte) stream;
    System.arraycopy(payload, 0, frame, 9, payload.length);
    out.write(frame);
    out.flush();
  }

  /** All frames up to the first of a type and stream, that one included. */
  public List<Frame> until(int type, int stream) throws IOException {
    List<Frame> frames = until(type);
    while (frames.getLast().stream() != stream) {
      frames.addAll(until(type));
    }
    return frames;
  }

  /** All frames up to the first of a type, that one included. */
  public List<Frame> until(int type) throws IOException {
    List<Frame> frames = new ArrayList<>();
    while (frames.isEmpty() || frames.getLast().type() != type) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int kind = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int id = in.readInt();
      frames.add(new Frame(kind, flags, id, in.readNBytes(length)));
    }
    return frames;
  }

  /** Reads to the end of the connection; true once the server has closed it. */
  public boolean endsUnanswered() throws IOException {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketException reset) {
      // closed with bytes unread: an end as well
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
