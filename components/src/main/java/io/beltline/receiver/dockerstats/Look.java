package io.beltline.receiver.dockerstats;

import io.beltline.components.scrape.Faults;
import io.beltline.receiver.dockerstats.Answer.Failed;
import org.jspecify.annotations.Nullable;

/** What a look at one container has given. */
sealed interface Look {

  /** Its id. */
  String id();

  /**
   * It is one that is told of.
   *
   * @param container what is known of it
   * @param stats what it uses; null if that is not known
   * @param failed why something is not known, or null
   * @param again whether it must be inspected again
   */
  record Seen(
      Container container, @Nullable ContainerStats stats, @Nullable Failure failed, boolean again)
      implements Look {
    @Override
    public String id() {
      return container.id();
    }
  }

  /** It is no more, does not run, or is left out. */
  record Passed(String id) implements Look {}

  /**
   * Nothing is known of it.
   *
   * @param failed why
   */
  record Unknown(String id, Failure failed) implements Look {}

  /**
   * Why something is not known.
   *
   * @param what what was asked for
   * @param why why there was none
   */
  record Failure(String what, Failed<?> why) {
    void tell(Faults faults) {
      faults.add(what, why.reason(), why.message(), 1);
    }
  }
}
