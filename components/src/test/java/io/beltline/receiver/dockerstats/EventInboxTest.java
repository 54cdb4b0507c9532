package io.beltline.receiver.dockerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.receiver.dockerstats.EventInbox.Change;
import org.junit.jupiter.api.Test;

class EventInboxTest {
  private final EventInbox inbox = new EventInbox();

  @Test
  void theListIsReadUntilEventsAreFollowedAndOnceMoreThen() {
    assertThat(inbox.take().reload()).isTrue();
    assertThat(inbox.take().reload()).isTrue();
    inbox.connected();
    assertThat(inbox.take().reload()).isTrue();
    assertThat(inbox.take().reload()).isFalse();
    inbox.disconnected(new Answer.Failed<>("reset", "gone"));
    assertThat(inbox.take().why()).isEqualTo(new Answer.Failed<>("reset", "gone"));
    assertThat(inbox.take().reload()).isTrue();
  }

  @Test
  void tooManyChangesMakeTheListBeRead() {
    inbox.connected();
    inbox.take();
    for (int i = 0; i < EventInbox.MOST; i++) {
      inbox.add("c" + i, Change.CHANGED);
    }
    inbox.add("c1", Change.DESTROYED);
    inbox.add("one more", Change.CHANGED);
    EventInbox.News news = inbox.take();
    assertThat(news.reload()).isTrue();
    assertThat(news.changes()).isEmpty();
  }

  @Test
  void newsIsNotForgottenForWhatIsToBeAskedAgain() {
    inbox.add("a", Change.DESTROYED);
    inbox.again("a");
    inbox.again("b");
    assertThat(inbox.take().changes())
        .containsEntry("a", Change.DESTROYED)
        .containsEntry("b", Change.CHANGED);
  }

  @Test
  void anEventThatIsTooLongMakesTheListBeReadAndTheNextIsRead() {
    inbox.connected();
    inbox.take();
    EventLines lines = new EventLines(inbox);
    lines.take(Slice.of(new byte[EventLines.LONGEST]));
    lines.take(Slice.utf8("x\n"));
    assertThat(inbox.take().reload()).isTrue();
    lines.take(Slice.utf8("{\"id\":\"a\",\"status\":\"start\"}\n"));
    assertThat(inbox.take().changes()).containsOnlyKeys("a");
  }
}
