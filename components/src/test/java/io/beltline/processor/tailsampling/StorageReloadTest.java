package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.ERRORS;
import static io.beltline.processor.tailsampling.Sampling.SLOW;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload makes of a storage. */
class StorageReloadTest {
  private static final ConsumeResult BUSY = ConsumeResult.unavailable("busy", null);

  @TempDir private Path folder;

  private static String config(String policies, String more) {
    return "{tail_storage: file_storage, policies: [" + policies + "]" + more + "}";
  }

  private static String errors() {
    return config(ERRORS, "");
  }

  @Test
  void aReloadGoesOnWithWhatIsOnDisk() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.take(plain(span(1, 1), span(2, 2, ERROR)));
      lives.now.next.answering(BUSY);
      lives.now.take(plain(span(3, 3), span(4, 4)));
      lives.now.take(plain(span(3, 5, ERROR)));
      lives.now.reload(config(ERRORS + "," + SLOW, ""));
      assertThat(lives.now.booked("held")).isEqualTo(4);
      assertThat(lives.now.booked("created{recovered}")).isZero();
      lives.now.next.answering(ConsumeResult.accepted());
      int before = lives.now.sent().size();
      lives.now.pass(Duration.ofSeconds(2));
      lives.now.take(plain(span(2, 6)));
      assertThat(lives.now.sent().subList(before, lives.now.sent().size()))
          .containsExactly(3, 5, 6);
      lives.now.pass(Duration.ofSeconds(30));
      assertThat(lives.now.settings.ledger().booked())
          .isEqualTo(Map.of("sampled_out{not_sampled}", 2L));
    }
  }

  @Test
  void aReloadThatFailsBooksNothingTwice() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.take(plain(span(1, 1), span(2, 2)));
      assertThatThrownBy(
              () -> lives.now.reload("{tail_storage: other, policies: [" + ERRORS + "]}"))
          .isInstanceOf(ComponentException.class);
      lives.now.reload(errors());
      assertThat(lives.now.settings.ledger().booked()).isEqualTo(Map.of("held", 2L));
    }
  }

  @Test
  void aReloadThatGivesTheStorageUpLeavesWhatIsThere() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.take(plain(span(1, 1), span(2, 2, ERROR)));
      lives.now.reload("{policies: [" + ERRORS + "]}");
      assertThat(lives.now.settings.ledger().booked())
          .isEqualTo(Map.of("dropped{left_in_storage}", 1L));
      lives.now.take(plain(span(2, 3), span(1, 4)));
      assertThat(lives.now.sent()).containsExactly(2, 3);
      lives.now.reload(errors());
      assertThat(lives.now.booked("created{recovered}")).isEqualTo(1);
      assertThat(lives.now.booked("held")).isEqualTo(2);
      lives.kill(errors());
      lives.now.take(plain(span(2, 5)));
      assertThat(lives.now.sent()).containsExactly(2, 3, 5);
    }
  }

  @Test
  void aReloadThatAddsTheStorageKeepsThereWhatWasInMemory() {
    for (String policies : new String[] {ERRORS, ERRORS + "," + SLOW}) {
      try (StoredLives lives = new StoredLives(folder.resolve("" + policies.length()), errors())) {
        lives.now.reload("{policies: [" + ERRORS + "]}");
        lives.now.take(plain(span(1, 1), span(2, 2)));
        lives.now.pass(Duration.ofSeconds(10));
        lives.now.take(plain(span(3, 3), span(2, 4)));
        lives.now.next.answering(BUSY);
        lives.now.take(plain(span(4, 5)));
        lives.now.take(plain(span(4, 6, ERROR)));
        lives.now.pass(Duration.ZERO); // made, not taken
        lives.now.take(plain(span(5, 7)));
        lives.now.take(plain(span(5, 8, ERROR))); // ready
        lives.now.reload(config(policies, ""));
        assertThat(lives.now.settings.ledger().booked()).isEqualTo(Map.of("held", 8L));
        lives.kill(config(policies, ""));
        assertThat(lives.now.booked("held")).isEqualTo(8);
        lives.now.reload(config(policies, ""));
        assertThat(lives.now.booked("held")).isEqualTo(8);
        lives.now.next.answering(ConsumeResult.accepted());
        int before = lives.now.sent().size();
        lives.now.take(plain(span(1, 9, ERROR)));
        lives.now.pass(Duration.ofSeconds(2));
        assertThat(lives.now.sent().subList(before, lives.now.sent().size()))
            .containsExactlyInAnyOrder(1, 5, 6, 7, 8, 9);
        lives.now.pass(Duration.ofSeconds(30));
        assertThat(lives.now.booked("held")).isZero();
        assertThat(lives.now.booked("sampled_out{not_sampled}")).isEqualTo(3);
      }
    }
  }

  @Test
  void tracesThatAReloadPutsOnDiskWaitNoLonger() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.reload("{policies: [" + ERRORS + "]}");
      lives.now.take(plain(span(1, 1)));
      lives.now.pass(Duration.ofSeconds(10));
      lives.now.take(plain(span(2, 2)));
      lives.now.reload(errors());
      lives.now.pass(Duration.ofSeconds(19));
      assertThat(lives.now.booked("held")).isEqualTo(2);
      lives.now.pass(Duration.ofSeconds(1));
      assertThat(lives.now.booked("held")).isEqualTo(1);
      lives.now.pass(Duration.ofSeconds(10));
      assertThat(lives.now.booked("held")).isZero();
    }
  }

  @Test
  void whatTheAddedStorageDoesNotTakeIsHeldAndBookedAsLostAtTheEnd() {
    try (StoredLives lives =
        new StoredLives(folder, "segment_size: 65536, max_queue_size: 10", errors())) {
      lives.now.reload("{policies: [" + ERRORS + "]}");
      lives.now.take(plain(span(1, 1), span(2, 2)));
      lives.now.reload(errors());
      assertThat(lives.now.settings.ledger().booked()).isEqualTo(Map.of("held", 2L));
      assertThat(lives.now.take(plain(span(1, 3, ERROR))).isAccepted()).isFalse();
      Sampling first = lives.now;
      lives.restart(errors());
      assertThat(first.settings.ledger().booked()).isEqualTo(Map.of("dropped{shutdown}", 2L));
    }
  }
}
