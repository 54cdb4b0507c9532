package io.beltline.components.tailing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Inflates the members of a gzip file one after the other, and goes on where it was when the file
 * has grown. One thread at a time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class Gunzip implements AutoCloseable {
  private static final int INPUT = 16 * 1024;
  private static final int TRAILER = 8;

  private final FileChannel channel;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final ByteBuffer input = ByteBuffer.allocate(INPUT).order(ByteOrder.LITTLE_ENDIAN);
  private Part part = Part.HEADER;
  private long taken;
  private int members;
  private @Nullable ZipException damage;

  /** The parts of a member. */
  private enum Part {
    HEADER,
    BODY,
    TRAILER
  }

  Gunzip(FileChannel channel) {
    this.channel = channel;
    input.limit(0);
  }

  /**
   * Inflates on.
   *
   * @return how many bytes; 0 if there are no more now
   * @throws ZipException if the file is damaged here; what stands before was given
   */
  int read(byte[] into, int at, int length) throws IOException {
    while (true) {
      if (damage != null) {
        throw damage;
      }
      boolean goesOn =
          switch (part) {
            case HEADER -> header();
            case BODY -> true;
            case TRAILER -> trailer();
          };
      if (!goesOn) {
        return 0;
      }
      if (part == Part.BODY) {
        int inflated = inflate(into, at, length);
        if (inflated > 0 || part == Part.BODY) {
          return inflated;
        }
      }
    }
  }

  /** Whether what there is ends within a member. */
  boolean isCut() {
    return part != Part.HEADER || input.hasRemaining();
  }

  private boolean header() throws IOException {
    do {
      while (members > 0 && input.hasRemaining() && input.get(input.position()) == 0) {
        input.get(); // zeros behind the last member fill a block of a tape
      }
      int length = input.hasRemaining() ? GzipHeader.length(input) : 0;
      if (length > 0) {
        input.position(input.position() + length);
        inflater.reset();
        checksum.reset();
        part = Part.BODY;
        return true;
      }
    } while (fill());
    return false;
  }

  private int inflate(byte[] into, int at, int length) throws IOException {
    while (true) {
      long before = inflater.getBytesWritten();
      int inflated;
      try {
        inflater.setInput(input);
        inflated = inflater.inflate(into, at, length);
      } catch (DataFormatException wrong) {
        inflated = (int) (inflater.getBytesWritten() - before);
        damage = damaged(String.valueOf(wrong.getMessage()));
        if (inflated == 0) {
          throw damage;
        }
      }
      if (inflated > 0) {
        checksum.update(into, at, inflated);
        return inflated;
      }
      if (inflater.finished()) {
        part = Part.TRAILER;
        return 0;
      }
      if (inflater.needsDictionary()) {
        throw damaged("a dictionary is asked for");
      }
      if (!fill()) {
        return 0;
      }
    }
  }

  private boolean trailer() throws IOException {
    while (input.remaining() < TRAILER) {
      if (!fill()) {
        return false;
      }
    }
    if (input.getInt() != (int) checksum.getValue()
        || input.getInt() != (int) inflater.getBytesWritten()) {
      damage = damaged("the checksum differs");
      throw damage;
    }
    members++;
    part = Part.HEADER;
    return true;
  }

  /** Reads more of the file; false if there is no more now. */
  private boolean fill() throws IOException {
    if (input.remaining() == INPUT) {
      throw damaged("a header of more than " + INPUT + " bytes");
    }
    input.compact();
    int read = channel.read(input, taken);
    input.flip();
    taken += Math.max(0, read);
    return read > 0;
  }

  private ZipException damaged(String why) {
    return new ZipException("damaged before byte " + taken + ": " + why);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
