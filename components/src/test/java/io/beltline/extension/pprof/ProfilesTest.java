package io.beltline.extension.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.extension.Requests;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class ProfilesTest {
  @TempDir Path directory;
  private final HandClock clock = new HandClock();
  private final Router router =
      new Profiles(
              Configs.bind(PprofConfig.class, "mutex_profile_fraction: 1"),
              clock,
              LoggerFactory.getLogger("pprof"))
          .router();

  @Test
  void theIndexNamesEveryPath() {
    assertThat(text(Requests.get("/debug/pprof/")))
        .contains("goroutine", "profile?seconds=30", "heap?format=hprof", "cmdline");
  }

  @Test
  void threadDumpsHoldVirtualThreads() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Thread waiting = Thread.ofVirtual().name("waits-to-be-seen").start(() -> await(end));
    try {
      assertThat(text(Requests.get("/debug/pprof/goroutine"))).contains("waits-to-be-seen");
      assertThat(text(Requests.get("/debug/pprof/threads"))).contains("waits-to-be-seen");
    } finally {
      end.countDown();
      waiting.join();
    }
  }

  @Test
  void aProfileIsARecordingOfTheAskedLength() throws IOException {
    long before = clock.nanoTime();
    HttpResponse response = router.handle(Requests.get("/debug/pprof/profile", "seconds", "7"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(Duration.ofNanos(clock.nanoTime() - before)).isEqualTo(Duration.ofSeconds(7));
    Path file = Files.write(directory.resolve("p.jfr"), response.body().toByteArray());
    assertThat(RecordingFile.readAllEvents(file)).isNotEmpty();
  }

  @Test
  void wrongLengthsAreRefused() {
    for (String seconds : new String[] {"0", "-1", "601", "x", "99999999999"}) {
      HttpResponse response =
          router.handle(Requests.get("/debug/pprof/profile", "seconds", seconds));
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body().toUtf8()).contains("from 1 to 600");
    }
  }

  @Test
  void theHeapIsShownByClassOrDumped() {
    assertThat(text(Requests.get("/debug/pprof/heap"))).contains("#instances", "java.lang.String");
    HttpResponse dump = router.handle(Requests.get("/debug/pprof/heap", "format", "hprof"));
    assertThat(dump.status()).isEqualTo(200);
    assertThat(dump.body().slice(0, 12).toUtf8()).isEqualTo("JAVA PROFILE");
  }

  @Test
  void theCommandLineIsSeparatedByNul() {
    assertThat(text(Requests.get("/debug/pprof/cmdline")).split("\0")[0]).contains("java");
  }

  @Test
  void aRecordingOfTheRunIsSaved() throws IOException {
    Path file = directory.resolve("run.jfr");
    FlightRecording recording =
        FlightRecording.start(Configs.bind(PprofConfig.class, "block_profile_fraction: 1"), file);
    recording.save();
    assertThat(RecordingFile.readAllEvents(file)).isNotEmpty();
  }

  @Test
  void defaultsAreThoseOfTheCollector() {
    PprofConfig config = Configs.bind(PprofConfig.class, "");
    assertThat(config.endpoint()).isEqualTo("localhost:1777");
    assertThat(config.blockProfileFraction()).isZero();
    assertThat(config.mutexProfileFraction()).isZero();
    assertThat(config.saveToFile()).isEmpty();
    assertThat(config.listener().writeTimeout()).isZero();
    assertThat(Configs.problems(PprofConfig.class, "endpoint: ''"))
        .containsExactly("1: endpoint: must not be empty (expected: host:port)");
  }

  private String text(HttpRequest request) {
    HttpResponse response = router.handle(request);
    assertThat(response.status()).isEqualTo(200);
    return response.body().toUtf8();
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
