package io.beltline.extension.pprof;

import io.beltline.api.Clock;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;

/** The answers, under the paths a Go program has them. One dump or recording at a time. */
final class Profiles {
  private static final int LONGEST_SECONDS = 600;
  private static final String INDEX =
      """
      /debug/pprof/ of a JVM: the paths are those of a Go program, the answers are Java's.

      /debug/pprof/goroutine               stacks of all threads, virtual ones too, as text
      /debug/pprof/threads                 the same
      /debug/pprof/profile?seconds=30      a recording of the Flight Recorder (.jfr), for JDK Mission Control
      /debug/pprof/heap                    live objects by class, as text
      /debug/pprof/heap?format=hprof       a heap dump (.hprof), for Eclipse Memory Analyzer
      /debug/pprof/cmdline                 the command line, its words separated by NUL
      """;

  private final PprofConfig config;
  private final Clock clock;
  private final Logger logger;
  private final Semaphore one = new Semaphore(1);

  Profiles(PprofConfig config, Clock clock, Logger logger) {
    this.config = config;
    this.clock = clock;
    this.logger = logger;
  }

  Router router() {
    return Router.builder()
        .route("GET", "/debug/pprof/", _ -> HttpResponse.text(200, INDEX))
        .route("GET", "/debug/pprof", _ -> HttpResponse.text(200, INDEX))
        .route("GET", "/debug/pprof/goroutine", _ -> alone(this::threads))
        .route("GET", "/debug/pprof/threads", _ -> alone(this::threads))
        .route("GET", "/debug/pprof/profile", request -> alone(() -> record(request)))
        .route("GET", "/debug/pprof/heap", request -> alone(() -> heap(request)))
        .route("GET", "/debug/pprof/cmdline", _ -> commandLine())
        .build();
  }

  private HttpResponse alone(Work work) {
    if (!one.tryAcquire()) {
      return HttpResponse.text(409, "another profile is being taken; ask again later\n");
    }
    try {
      return work.run();
    } catch (IOException failed) {
      logger.warn("cannot take a profile: {}", failed.toString());
      return HttpResponse.text(500, "cannot take the profile: " + failed.getMessage() + "\n");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return HttpResponse.text(503, "the collector is shutting down\n");
    } finally {
      one.release();
    }
  }

  private HttpResponse threads() throws IOException {
    try (Scratch scratch = new Scratch("threads.txt")) {
      JvmDumps.threads(scratch.file());
      return HttpResponse.of(200, "text/plain; charset=utf-8", scratch.content()).compressed();
    }
  }

  private HttpResponse record(HttpRequest request) throws IOException, InterruptedException {
    int seconds;
    try {
      List<String> given = request.parameter("seconds");
      seconds = given.isEmpty() ? 30 : Integer.parseInt(given.getFirst());
    } catch (NumberFormatException malformed) {
      seconds = 0;
    }
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      return HttpResponse.text(
          400, "seconds must be a whole number from 1 to " + LONGEST_SECONDS + "\n");
    }
    try (Scratch scratch = new Scratch("profile.jfr")) {
      FlightRecording recording = FlightRecording.start(config, scratch.file());
      try {
        clock.sleep(Duration.ofSeconds(seconds));
      } finally {
        recording.save();
      }
      return file("profile.jfr", scratch);
    }
  }

  private HttpResponse heap(HttpRequest request) throws IOException {
    List<String> format = request.parameter("format");
    if (!format.contains("hprof")) {
      return HttpResponse.text(200, JvmDumps.histogram()).compressed();
    }
    try (Scratch scratch = new Scratch("heap.hprof")) {
      JvmDumps.heap(scratch.file());
      return file("heap.hprof", scratch);
    }
  }

  private static HttpResponse file(String name, Scratch scratch) throws IOException {
    Runtime java = Runtime.getRuntime();
    long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
    long size = Files.size(scratch.file());
    if (size > free / 2) {
      return HttpResponse.text(
          507,
          "%s has %d bytes, too many to be sent from what is free of the heap; run jcmd %d%n"
              .formatted(name, size, ProcessHandle.current().pid()));
    }
    return HttpResponse.of(200, "application/octet-stream", scratch.content())
        .with("content-disposition", "attachment; filename=\"" + name + "\"");
  }

  private static HttpResponse commandLine() {
    ProcessHandle.Info info = ProcessHandle.current().info();
    List<String> words = new ArrayList<>(List.of(info.command().orElse("java")));
    words.addAll(List.of(info.arguments().orElse(new String[0])));
    return HttpResponse.text(200, String.join("\0", words));
  }

  /** Something that takes a profile. */
  @FunctionalInterface
  private interface Work {
    HttpResponse run() throws IOException, InterruptedException;
  }

  /** A folder of its own for a file, and its end. */
  private static final class Scratch implements AutoCloseable {
    private final Path folder;
    private final Path file;

    Scratch(String name) throws IOException {
      folder = Files.createTempDirectory("profile");
      file = folder.resolve(name);
    }

    Path file() {
      return file;
    }

    Slice content() throws IOException {
      return Slice.of(Files.readAllBytes(file));
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
