package io.beltline.receiver.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Admission;
import io.beltline.api.ComponentException;
import io.beltline.components.intake.LogRig;
import io.beltline.components.intake.MetricRig;
import io.beltline.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams to a real socket in the file system. */
class StatsdUnixSocketTest {
  private static final int MANY = 2000;

  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock();
  private Path socket;

  @BeforeEach
  void place() {
    socket = folder.resolve("statsd.sock");
  }

  private MetricRig start(String keys) {
    String yaml = "{transport: unixgram, endpoint: '" + socket + "'" + keys + "}";
    return MetricRig.start(new StatsdReceiverFactory(), yaml, clock, Admission.UNLIMITED);
  }

  /** Sends, and waits until all before it was taken: one thread takes datagrams in their order. */
  private void send(MetricRig rig, String... datagrams) {
    LogRig.unixgram(socket, List.of(datagrams));
    LogRig.unixgram(socket, List.of("end:x|c"));
    while (rig.dropped("malformed") == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void linesOfDatagramsAddUpWhoeverSendsThem() {
    try (MetricRig rig = start("")) {
      send(rig, "a:1|c|#k:v\na:2|c|#k:v\nb:7|g", "", "a:4|c|#k:v");
      clock.advance(Duration.ofMinutes(1));
      assertThat(rig.points())
          .hasSize(2)
          .anyMatch(point -> point.contains(" a sum delta {k=v} asInt=7 "))
          .anyMatch(point -> point.contains(" b gauge {} asDouble=7.0 "));
      assertThat(rig.next.received()).hasSize(1);
      assertThat(rig.next.received().getFirst().context().client().transport())
          .isEqualTo("unixgram");
      rig.awaitRead("unixgram", 5);
    }
  }

  @Test
  void theSocketHasItsPermissionsAndIsRemovedAtTheEnd() throws IOException {
    for (String[] mode :
        new String[][] {{"", "rw--w--w-"}, {", socket_permissions: 0660", "rw-rw----"}}) {
      try (MetricRig rig = start(mode[0])) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
            .isEqualTo(mode[1]);
        assertThat(rig.next.received()).isEmpty();
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void whatTheSystemHadTakenBeforeTheEndIsHandedOn() {
    MetricRig rig = start(", socket_buffer_size: 1000000");
    LogRig.unixgram(socket, Collections.nCopies(MANY, "a:1|c"));
    rig.close();
    assertThat(rig.points()).singleElement().asString().contains("asInt=" + MANY + " ");
  }

  @Test
  void aSocketThatWasLeftIsReplacedAndAnyOtherFileIsNot() throws Exception {
    String bind =
        "import socket, sys; socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).bind(sys.argv[1])";
    Process former = new ProcessBuilder("python3", "-c", bind, socket.toString()).start();
    assertThat(former.waitFor()).isZero();
    assertThat(socket).exists();
    try (MetricRig rig = start("")) {
      send(rig, "a:1|c");
    }
    Files.writeString(socket, "somebody's");
    assertThatThrownBy(() -> start(""))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("cannot listen on " + socket + " (unixgram)");
    assertThat(socket).hasContent("somebody's");
  }
}
