package io.beltline.verification.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Logs of containers in the folders of Kubernetes and of Docker: stack traces on both streams,
 * whose lines stand between each other's.
 */
final class ContainerLogs {
  /** The first line of each trace. */
  static final String FIRST = "^ERROR ";

  private static final String STAMP = "2026-01-02T03:04:05.%09dZ";

  private final List<Container> containers = new ArrayList<>();
  private final Set<String> traces = new HashSet<>();
  private final SplittableRandom random;

  /** A stream of a container, with the lines it will still write. */
  private record Stream(String name, Deque<String> lines) {}

  private record Container(Path file, boolean docker, List<Stream> streams) {}

  ContainerLogs(Path folder, int count, int tracesEach, SplittableRandom random)
      throws IOException {
    this.random = random;
    for (int i = 0; i < count; i++) {
      boolean docker = i % 2 == 0;
      Path file =
          docker
              ? folder.resolve("docker/%064x/%064x-json.log".formatted(i, i))
              : folder.resolve(
                  "pods/shop_web-%d_0a1b2c3d-%04d-4000-8000-000000000000/app/0.log"
                      .formatted(i, i));
      Files.createDirectories(file.getParent());
      List<Stream> streams = new ArrayList<>();
      for (String name : List.of("stdout", "stderr")) {
        streams.add(new Stream(name, lines(i, name, tracesEach)));
      }
      containers.add(new Container(file, docker, streams));
    }
  }

  private Deque<String> lines(int container, String stream, int count) {
    Deque<String> lines = new ArrayDeque<>();
    for (int trace = 0; trace < count; trace++) {
      List<String> whole = new ArrayList<>();
      whole.add("ERROR container %d %s trace %d \"failed\"".formatted(container, stream, trace));
      int frames = random.nextInt(12);
      for (int frame = 0; frame < frames; frame++) {
        whole.add("\tat shop.c%d.%s.t%d(File.java:%d)".formatted(container, stream, trace, frame));
      }
      if (random.nextInt(20) == 0) {
        whole.add("\t... " + "x".repeat(20_000)); // runtimes divide it
      }
      lines.addAll(whole);
      traces.add(String.join("\n", whole));
    }
    return lines;
  }

  /** The traces that will have been written. */
  Set<String> traces() {
    return traces;
  }

  /** Writes a line of each container and stream or none, until there is none left. */
  boolean writeSome() throws IOException {
    boolean more = false;
    for (Container container : containers) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(6); i > 0; i--) {
        Stream stream = container.streams().get(random.nextInt(2));
        String line = stream.lines().poll();
        if (line != null) {
          write(container, stream.name(), line, text);
        }
      }
      Files.writeString(
          container.file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      more |= container.streams().stream().anyMatch(stream -> !stream.lines().isEmpty());
    }
    return more;
  }

  private void write(Container container, String stream, String line, StringBuilder into) {
    String time = STAMP.formatted(random.nextInt(1_000_000_000));
    int part = 16 * 1024;
    for (int at = 0; at < line.length(); at += part) {
      String text = line.substring(at, Math.min(line.length(), at + part));
      boolean last = at + part >= line.length();
      if (container.docker()) {
        String json = (last ? text + "\n" : text).replace("\"", "\\\"").replace("\t", "\\t");
        into.append("{\"log\":\"").append(json.replace("\n", "\\n"));
        into.append("\",\"stream\":\"%s\",\"time\":\"%s\"}\n".formatted(stream, time));
      } else {
        into.append("%s %s %s %s%n".formatted(time, stream, last ? "F" : "P", text));
      }
    }
  }
}
