package io.beltline.benchmarks.payload;

import io.beltline.model.otlp.WireWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lines of a service's log, of about 150 bytes: time, level, thread, logger, and what was said. The
 * same number gives the same lines; the first line of each file is one of its own, by which readers
 * tell files apart.
 */
public final class LogLines {
  private static final int DISTINCT = 1 << 14;
  private static final String[] LEVELS = {"INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR"};
  private static final String[] LOGGERS = {"CartService", "OrderController", "StockClient"};

  private LogLines() {}

  /** How a line is written. */
  public enum Form {
    /** Words one after the other. */
    TEXT {
      @Override
      String of(String line) {
        return line;
      }
    },
    /** The same words as an object of JSON, the message last. */
    JSON {
      @Override
      String of(String line) {
        String[] words = line.split(" ", 6);
        return "{\"time\":\"%s\",\"level\":\"%s\",\"thread\":\"%s\",\"logger\":\"%s\",\"message\":\"%s\"}"
            .formatted(
                words[0],
                words[1],
                words[2].substring(1, words[2].length() - 1),
                words[3],
                words[5]);
      }
    };

    abstract String of(String line);
  }

  private static String line(int number, SplittableRandom random) {
    return "2026-01-01T%02d:%02d:%02d.%03dZ"
            .formatted(
                random.nextInt(24), random.nextInt(60), random.nextInt(60), random.nextInt(1000))
        + " %s [worker-%d] com.example.%s - "
            .formatted(Fields.one(LEVELS, random), random.nextInt(16), Fields.one(LOGGERS, random))
        + "user=u%d status=%d took=%dms "
            .formatted(random.nextInt(100_000), 200 + random.nextInt(5), random.nextInt(1000))
        + Fields.words(60, random)
        + number;
  }

  /**
   * Writes a file.
   *
   * @param number of the file
   * @return its bytes
   */
  public static long write(Path file, int number, int lines, Form form) throws IOException {
    String[] distinct = distinct();
    Arrays.setAll(distinct, i -> form.of(distinct[i]));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write((form.of(first(number)) + "\n").getBytes(StandardCharsets.UTF_8));
      for (int i = 1; i < lines; i++) {
        out.write((distinct[i % DISTINCT] + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return Files.size(file);
  }

  private static String first(int number) {
    return line(-number - 1, new SplittableRandom(7919L * (number + 1)));
  }

  private static String[] distinct() {
    SplittableRandom random = new SplittableRandom(42);
    String[] lines = new String[DISTINCT];
    for (int i = 0; i < DISTINCT; i++) {
      lines[i] = line(i, random);
    }
    return lines;
  }

  /** All lines but the first ones of files. */
  public static List<String> lines() {
    return List.of(distinct());
  }

  /** All lines that may stand in files of these numbers, as OTLP requests with bodies alone. */
  public static byte[] bodies(int files) {
    WireWriter out = new WireWriter(DISTINCT * 200);
    int group = out.begin(1);
    int scope = out.begin(2);
    for (String line : distinct()) {
      body(out, line);
    }
    for (int file = 0; file < files; file++) {
      body(out, first(file));
    }
    out.end(scope);
    out.end(group);
    return out.toSlice().toByteArray();
  }

  /** The messages of all lines that may stand in files of these numbers. */
  public static List<String> messages(int files) {
    List<String> lines = new ArrayList<>(List.of(distinct()));
    for (int file = 0; file < files; file++) {
      lines.add(first(file));
    }
    return lines.stream().map(line -> line.split(" ", 6)[5]).toList();
  }

  private static void body(WireWriter out, String line) {
    int record = out.begin(2);
    int body = out.begin(5);
    out.string(1, line);
    out.end(body);
    out.end(record);
  }
}
