package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.journal.Trouble.Cause;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TroubleTest {
  private final List<String> said = new ArrayList<>();
  private final Trouble trouble =
      new Trouble(Path.of("/journal"), new HandClock(), Journals.LOGGER);

  @Test
  void aCauseThatEndsLeavesTheOther() {
    trouble.watch(said::add);
    trouble.began(Cause.WRITING, "cannot be written");
    trouble.began(Cause.ROOM, "full");
    trouble.ended(Cause.ROOM);
    assertThat(said).containsExactly("", "/journal: cannot be written");
    trouble.began(Cause.ROOM, "full");
    trouble.ended(Cause.WRITING);
    trouble.ended(Cause.ROOM);
    assertThat(said).containsExactly("", "/journal: cannot be written", "/journal: full", "");
  }

  @Test
  void theSameIsSaidOnce() {
    trouble.began(Cause.ROOM, "full");
    trouble.watch(said::add);
    trouble.began(Cause.ROOM, "full");
    trouble.ended(Cause.WRITING);
    assertThat(said).containsExactly("/journal: full");
  }
}
