package io.beltline.receiver.journald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.receiver.journald.Launcher.Running;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessLauncherTest {
  private final ProcessLauncher launcher = new ProcessLauncher();

  @Test
  void aCommandWritesAndEnds() throws Exception {
    Running running = launcher.start(List.of("/bin/sh", "-c", "echo out; echo err >&2; exit 3"));
    assertThat(running.output().readAllBytes()).asString().isEqualTo("out\n");
    assertThat(running.errors().readAllBytes()).asString().isEqualTo("err\n");
    assertThat(running.await()).isEqualTo(3);
  }

  @Test
  void aCommandThatStopsEndsItsOutput() throws Exception {
    Running running = launcher.start(List.of("/bin/sh", "-c", "echo out; exec sleep 60"));
    assertThat(running.output().read()).isEqualTo('o');
    running.stop();
    assertThat(running.output().readAllBytes()).asString().isEqualTo("ut\n");
    assertThat(running.await()).isEqualTo(143);
  }

  @Test
  void aCommandThatDoesNotListenIsKilled() throws Exception {
    Running running =
        launcher.start(List.of("/bin/sh", "-c", "trap '' TERM; echo out; while :; do :; done"));
    assertThat(running.output().read()).isEqualTo('o');
    running.stop();
    assertThat(running.await()).isEqualTo(137);
  }

  @Test
  void whatCannotBeStartedIsTold() {
    assertThatThrownBy(() -> launcher.start(List.of("/nowhere/journalctl")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/nowhere/journalctl");
  }
}
