package io.beltline.service.logging;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Where lines go; whole lines never mix. */
final class LogOutput {
  private final List<OutputStream> streams;
  private final List<OutputStream> owned;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  private LogOutput(List<OutputStream> streams, List<OutputStream> owned) {
    this.streams = streams;
    this.owned = owned;
  }

  /** Opens files for appending, all or none. */
  static LogOutput open(List<String> paths) throws IOException {
    List<OutputStream> streams = new ArrayList<>();
    List<OutputStream> owned = new ArrayList<>();
    for (String path : paths) {
      switch (path) {
        case "stderr" -> streams.add(new FileOutputStream(FileDescriptor.err));
        case "stdout" -> streams.add(new FileOutputStream(FileDescriptor.out));
        default -> {
          String file = path.startsWith("file://") ? path.substring("file://".length()) : path;
          try {
            OutputStream stream = new FileOutputStream(file, true);
            streams.add(stream);
            owned.add(stream);
          } catch (IOException unopened) {
            new LogOutput(streams, owned).close();
            throw unopened;
          }
        }
      }
    }
    return new LogOutput(streams, owned);
  }

  /** An output that somebody else closes. */
  static LogOutput to(OutputStream stream) {
    return new LogOutput(List.of(stream), List.of());
  }

  /** Writes a line; false if the output is closed. */
  boolean write(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      for (OutputStream stream : streams) {
        try {
          stream.write(bytes);
          stream.flush();
        } catch (IOException _) {
          // there is nowhere left to say that the log cannot be written
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      for (OutputStream stream : owned) {
        try {
          stream.close();
        } catch (IOException _) {
          // every line was flushed when it was written
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
