package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentStatus;
import io.beltline.model.Signal;
import org.junit.jupiter.api.Test;

class WorstStatusTest {

  @Test
  void aSignalThatIsWellDoesNotHideOneThatIsNot() {
    try (Stage stage = new Stage()) {
      WorstStatus status = new WorstStatus(stage.surroundings.host("exporter:x"));
      ComponentStatus away = ComponentStatus.recoverable("away");
      ComponentStatus locked = ComponentStatus.permanent("locked");
      status.part(Signal.LOGS).reportStatus(away);
      status.part(Signal.TRACES).reportStatus(ComponentStatus.OK);
      assertThat(stage.surroundings.statuses()).containsEntry("exporter:x", away);
      status.part(Signal.TRACES).reportStatus(locked);
      status.part(Signal.LOGS).reportStatus(ComponentStatus.OK);
      assertThat(stage.surroundings.statuses()).containsEntry("exporter:x", locked);
      status.part(Signal.TRACES).reportStatus(ComponentStatus.OK);
      assertThat(stage.surroundings.statuses()).containsEntry("exporter:x", ComponentStatus.OK);
    }
  }
}
