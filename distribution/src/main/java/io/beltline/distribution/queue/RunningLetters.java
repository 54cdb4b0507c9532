package io.beltline.distribution.queue;

import io.beltline.distribution.queue.Collectors.Running;
import io.beltline.service.admin.AdminClient;
import io.beltline.service.admin.LetterId;
import io.beltline.service.admin.QueueId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Acts on dead letters of a running collector.
 *
 * @param collector the collector
 * @param selection which letters
 */
record RunningLetters(Running collector, Selection selection) {

  /** What was done. */
  record Done(long letters, long items, long left, String why) {}

  /** The letters that are meant. */
  List<Tree> meant() {
    List<Tree> meant = new ArrayList<>();
    new Letters(collector)
        .each(
            letter -> {
              LetterId id = LetterId.parse(letter.text("id"));
              if (id != null && selection.has(id)) {
                meant.add(letter);
              }
            });
    return meant;
  }

  /** Sends them again. */
  Done redrive() {
    return act("redriven", "redrive", path -> path + "/redrive", true);
  }

  /** Throws them away. */
  Done purge() {
    return act("purged", "purge", path -> path, false);
  }

  private Done act(String word, String verb, UnaryOperator<String> one, boolean post) {
    List<Tree> done = new ArrayList<>();
    long alone = 0;
    for (LetterId letter : selection.letters()) {
      if (!selection.has(letter.queue())) {
        String path =
            one.apply(
                "/v1/deadletters/" + AdminClient.encoded(letter.queue()) + "/" + letter.number());
        alone += (post ? collector.post(path) : collector.delete(path)).number(word);
      }
    }
    if (selection.all()) {
      done.add(collector.post("/v1/deadletters/" + verb + "?all=true"));
    } else {
      for (QueueId queue : selection.queues()) {
        done.add(
            collector.post("/v1/deadletters/" + verb + "?queue=" + AdminClient.encoded(queue)));
      }
    }
    return new Done(
        alone + sum(done, word),
        sum(done, "items"),
        sum(done, "left"),
        done.stream()
            .map(tree -> tree.text("message"))
            .filter(m -> !m.isEmpty())
            .findFirst()
            .orElse(""));
  }

  private static long sum(List<Tree> done, String name) {
    return done.stream().mapToLong(tree -> tree.number(name)).sum();
  }
}
