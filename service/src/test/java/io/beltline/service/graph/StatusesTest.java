package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentStatus;
import io.beltline.api.ComponentStatus.Level;
import org.junit.jupiter.api.Test;

class StatusesTest {
  private static final String KEY = "exporter:x";
  private static final ComponentStatus STOPPED = new ComponentStatus(Level.STOPPED, "", null);

  private final Statuses statuses = new Statuses(() -> 0);

  @Test
  void thatAReplacedOneEndsLateSaysNothingOfItsSuccessor() {
    statuses.claim(KEY, "old");
    assertThat(statuses.put(KEY, "old", ComponentStatus.OK)).isTrue();
    statuses.claim(KEY, "new");
    assertThat(statuses.put(KEY, "new", ComponentStatus.OK)).isTrue();
    assertThat(statuses.put(KEY, "old", STOPPED)).isFalse();
    assertThat(statuses.all()).containsEntry(KEY, ComponentStatus.OK);
    statuses.forget(KEY, "old");
    assertThat(statuses.put(KEY, "old", STOPPED)).isFalse();
    assertThat(statuses.all()).containsEntry(KEY, ComponentStatus.OK);
    statuses.forget(KEY, "new");
    assertThat(statuses.all()).isEmpty();
  }

  @Test
  void ifTheSuccessorFailsTheOldOneIsShownAgain() {
    ComponentStatus away = ComponentStatus.recoverable("away");
    statuses.claim(KEY, "old");
    statuses.put(KEY, "old", away);
    statuses.claim(KEY, "new");
    statuses.forget(KEY, "new");
    assertThat(statuses.all()).containsEntry(KEY, away);
  }
}
