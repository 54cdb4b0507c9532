package io.beltline.distribution.queue;

import io.beltline.distribution.queue.Collectors.Running;
import io.beltline.service.admin.AdminClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The dead letters of a running collector, page by page. */
record Letters(Running collector) {
  private static final int PAGE = 500;

  /** Hands over what stands on each. */
  void each(Consumer<Tree> letter) {
    String next = "";
    do {
      String after = next.isEmpty() ? "" : "&after=" + AdminClient.encoded(next);
      Tree page = collector.read("/v1/deadletters?limit=" + PAGE + after);
      page.list("dead_letters").forEach(letter);
      next = page.text("next");
    } while (!next.isEmpty());
  }

  /** What stands on all of them. */
  List<Tree> all() {
    List<Tree> all = new ArrayList<>();
    each(all::add);
    return all;
  }
}
