package io.beltline.verification.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of one stream of a process, read by a virtual thread of its own. */
final class Output {
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  Output(String name, InputStream stream) {
    reader = Thread.ofVirtual().name(name).start(() -> read(stream));
  }

  private void read(InputStream stream) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(line);
      }
    } catch (IOException broken) {
      // A killed process closes its pipe in the middle of a line.
      add("(output broken off: " + broken.getMessage() + ")");
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits until the process has closed the stream. */
  void join() throws InterruptedException {
    reader.join();
  }
}
