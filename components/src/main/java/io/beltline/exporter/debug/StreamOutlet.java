package io.beltline.exporter.debug;

import io.beltline.api.ComponentException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes to the standard streams and to files, beside the collector's own log. */
final class StreamOutlet implements Outlet {
  private final List<PrintStream> streams = new ArrayList<>();
  private final List<OutputStream> own = new ArrayList<>();

  StreamOutlet(List<String> paths) {
    for (String path : paths) {
      switch (path) {
        case "stdout" -> streams.add(System.out);
        case "stderr" -> streams.add(System.err);
        default -> streams.add(open(path));
      }
    }
  }

  private PrintStream open(String path) {
    try {
      OutputStream file =
          Files.newOutputStream(
              Path.of(path), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      own.add(file);
      return new PrintStream(file, true, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new ComponentException(
          "output_paths: \"" + path + "\" cannot be opened: " + failed.getMessage(), failed);
    }
  }

  @Override
  public synchronized void tell(String message, Map<String, Object> fields) {
    String line = message + (fields.isEmpty() ? "" : "\t" + json(fields));
    streams.forEach(stream -> stream.println(line));
  }

  private static String json(Map<String, Object> fields) {
    StringJoiner json = new StringJoiner(", ", "{", "}");
    fields.forEach((key, value) -> json.add("\"" + key + "\": " + value));
    return json.toString();
  }

  @Override
  public synchronized void close() {
    for (OutputStream file : own) {
      try {
        file.close();
      } catch (IOException failed) {
        System.err.println("debug exporter: a file could not be closed: " + failed.getMessage());
      }
    }
    own.clear();
  }
}
