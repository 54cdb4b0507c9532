package io.beltline.extension.filestorage;

import io.beltline.extension.filestorage.LogFormat.ChangeVisitor;
import io.beltline.extension.filestorage.LogFormat.FileHeader;
import io.beltline.extension.filestorage.LogFormat.RecordHeader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a store from its start to its end, in one pass whatever its bytes are.
 *
 * <p>Bytes that are no record are skipped up to the next record; when none follows they are a torn
 * tail.
 */
final class LogScan {
  private final LogFile file;
  private final long size;
  private final ChangeVisitor visitor;
  private final byte[] window = new byte[64 << 10];

  private @Nullable Long salt;
  private long lastNumber;
  private long end;
  private long damaged;
  private long damageEnd;
  private int records;

  private LogScan(LogFile file, ChangeVisitor visitor) throws IOException {
    this.file = file;
    this.size = file.size();
    this.visitor = visitor;
  }

  /** Reads a file and hands its changes over in order. */
  static Outcome run(LogFile file, ChangeVisitor visitor) throws IOException {
    return new LogScan(file, visitor).run();
  }

  private Outcome run() throws IOException {
    FileHeader header =
        size < LogFormat.FILE_HEADER
            ? null
            : LogFormat.readFileHeader(file.read(0, LogFormat.FILE_HEADER));
    if (header != null) {
      if (header.version() != LogFormat.VERSION) {
        throw new IOException(
            "written in format " + header.version() + " (expected: " + LogFormat.VERSION + ")");
      }
      salt = header.salt();
      end = LogFormat.FILE_HEADER;
    }
    long position = end;
    while (position >= 0 && position < size) {
      long next = record(position);
      if (next > 0) {
        damaged += position - end;
        damageEnd = position > end ? position : damageEnd;
        end = next;
        position = next;
      } else {
        position = nextHeader(position + 1);
      }
    }
    return new Outcome(
        header != null,
        salt,
        lastNumber,
        records,
        end,
        damaged,
        size - end,
        end < size ? size : damageEnd);
  }

  /** Takes the record at a position and returns its end, or -1 if there is none. */
  private long record(long position) throws IOException {
    if (size - position < LogFormat.RECORD_HEADER) {
      return -1;
    }
    RecordHeader header =
        LogFormat.readRecordHeader(file.read(position, LogFormat.RECORD_HEADER), 0);
    if (header == null || !fits(header, position)) {
      return -1;
    }
    long start = position + LogFormat.RECORD_HEADER;
    byte[] payload = file.read(start, header.length());
    if (LogFormat.crc(payload, 0, payload.length) != header.crc()) {
      return -1;
    }
    LogFormat.readChanges(payload, start, visitor);
    salt = header.salt();
    lastNumber = header.number();
    records++;
    return start + header.length();
  }

  private boolean fits(RecordHeader header, long position) {
    return (salt == null || salt == header.salt())
        && header.number() > lastNumber
        && header.length() <= size - position - LogFormat.RECORD_HEADER;
  }

  /** The next place whose bytes are the header of a record that may stand there, or -1. */
  private long nextHeader(long from) throws IOException {
    long position = from;
    while (size - position >= LogFormat.RECORD_HEADER) {
      int last = file.readSome(position, window) - LogFormat.RECORD_HEADER;
      for (int i = 0; i <= last; i++) {
        if (window[i] == (byte) (LogFormat.MARKER >> 24)) {
          RecordHeader header = LogFormat.readRecordHeader(window, i);
          if (header != null && fits(header, position + i)) {
            return position + i;
          }
        }
      }
      position += last + 1;
    }
    return -1;
  }

  /**
   * What was found.
   *
   * @param headed the file's own header was right
   * @param salt the salt of the header or of the first record, null if there was neither
   * @param lastNumber the number of the last record
   * @param records how many records were right
   * @param end the end of the last right record
   * @param damagedBytes bytes before it that are no records
   * @param tailBytes bytes after it
   * @param damageEnd where the last bytes end that are no records
   */
  record Outcome(
      boolean headed,
      @Nullable Long salt,
      long lastNumber,
      int records,
      long end,
      long damagedBytes,
      long tailBytes,
      long damageEnd) {

    /** Something before the end is missing. */
    boolean isDamaged() {
      return damagedBytes > 0 || !headed;
    }
  }
}
