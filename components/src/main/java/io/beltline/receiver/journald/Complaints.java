package io.beltline.receiver.journald;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.slf4j.Logger;

/**
 * What journalctl complains of while it runs: its first lines are logged as they come, and its last
 * ones are kept to tell why it ended.
 */
final class Complaints {
  private static final int LOGGED = 20;
  private static final int KEPT = 5;
  private static final int LONGEST = 500;

  private final ArrayDeque<String> last = new ArrayDeque<>();
  private final Logger logger;
  private final Thread thread;
  private int lines;

  /** Begins to read. */
  Complaints(InputStream errors, Logger logger) {
    this.logger = logger;
    this.thread = Thread.ofVirtual().name("journalctl errors").start(() -> read(errors));
  }

  private void read(InputStream errors) {
    byte[] line = new byte[LONGEST];
    int length = 0;
    try {
      for (int b = errors.read(); b >= 0; b = errors.read()) {
        if (b == '\n') {
          take(line, length);
          length = 0;
        } else if (length < LONGEST) {
          line[length++] = (byte) b;
        }
      }
      take(line, length);
    } catch (IOException broken) {
      logger.debug("journalctl's complaints cannot be read: {}", broken.toString());
    }
  }

  private synchronized void take(byte[] line, int length) {
    String words = new String(line, 0, length, StandardCharsets.UTF_8).strip();
    if (words.isEmpty()) {
      return;
    }
    if (lines++ < LOGGED) {
      logger.warn("journalctl: {}", words);
    }
    last.add(words);
    if (last.size() > KEPT) {
      last.remove();
    }
  }

  /** Its last words, when its errors have come to their end. */
  String words() throws InterruptedException {
    thread.join();
    synchronized (this) {
      return String.join("; ", last);
    }
  }
}
