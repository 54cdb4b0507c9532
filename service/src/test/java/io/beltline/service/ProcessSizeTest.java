package io.beltline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessSizeTest {
  private static final long MIB = 1 << 20;

  @Test
  void aProcessOfItsOwnSizeStaysAsItIs() {
    assertThat(ProcessSize.fits(256, null)).as("not started by the launcher").isTrue();
    assertThat(ProcessSize.fits(256, "256")).isTrue();
    assertThat(ProcessSize.fits(12050, "12052")).as("a percentage").isTrue();
    assertThat(ProcessSize.fits(0, "")).isTrue();
    assertThat(ProcessSize.fits(256, "")).isFalse();
    assertThat(ProcessSize.fits(256, "300")).isFalse();
    assertThat(ProcessSize.fits(0, "256")).isFalse();
  }

  @Test
  void theProgramsOwnArgumentsAreFound() {
    assertThat(
            ProcessSize.arguments(
                "java\0-cp\0a:b\0io.beltline.distribution.Main\0--config\0\0--set=a b\0"))
        .containsExactly("--config", "", "--set=a b");
    assertThat(ProcessSize.arguments("java\0io.beltline.distribution.Main\0")).isEmpty();
    assertThatThrownBy(() -> ProcessSize.arguments("java\0Other\0"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void telemetryGetsWhatTheRestLeaves() {
    assertThat(TelemetryRoom.of(64 * MIB)).isEqualTo(30 * MIB);
    assertThat(TelemetryRoom.of(MIB)).isEqualTo(8 * MIB);
  }
}
