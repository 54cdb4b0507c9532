package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ExportResult;
import io.beltline.api.Status;
import io.beltline.model.Signal;
import io.beltline.service.books.Books;
import io.beltline.service.books.PipelineBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random topologies of scripted components: at rest nothing is unaccounted for. */
class BooksPropertyTest {
  private static final List<String> MODES =
      List.of(
          "", "filter3", "sample2", "drop1", "make4", "refuse", "throw", "hold3", "aside2",
          "first2");
  private static final List<ExportResult> ANSWERS =
      List.of(
          ExportResult.delivered(),
          new ExportResult.Delivered(1, "one was bad"),
          ExportResult.retry(Status.UNAVAILABLE, "away", null),
          ExportResult.refused(ExportResult.Action.DROP, Status.INVALID_ARGUMENT, "bad"));

  @Property(tries = 300, seed = "20261123")
  void balanceAtRest(@ForAll long seed) {
    Random random = new Random(seed);
    try (Stage stage = new Stage()) {
      Plans plans = stage.plans();
      int pipelines = 1 + random.nextInt(4);
      for (int i = 0; i < pipelines; i++) {
        plans.pipeline(
            Signal.LOGS,
            "p" + i,
            i == 0 ? "part_in" : "part_forward/" + i + (random.nextBoolean() ? ",part_in" : ""),
            processors(plans, random, i),
            destinations(random, i, pipelines));
      }
      Graph graph = stage.started(plans.plan());
      long sent = 0;
      for (int i = 0; i < 40; i++) {
        String exporter = "part_out/" + random.nextInt(3);
        stage.parts.answers.put(exporter, ANSWERS.get(random.nextInt(ANSWERS.size())));
        int items = 1 + random.nextInt(10);
        sent += items;
        stage.send("part_in", Signal.LOGS, items);
      }
      graph.shutdown(stage.deadline());
      assertBalanced(graph.books(), sent);
      assertThat(stage.surroundings.ledger().pipelines())
          .allMatch(line -> line.settled() && line.residue() == 0 && line.held() == 0);
    }
  }

  private static String processors(Plans plans, Random random, int pipeline) {
    List<String> ids = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String id = "part/" + pipeline + "_" + i;
      plans.with(id, MODES.get(random.nextInt(MODES.size())));
      ids.add(id);
    }
    return String.join(",", ids);
  }

  private static String destinations(Random random, int pipeline, int pipelines) {
    List<String> ids = new ArrayList<>();
    ids.add("part_out/" + random.nextInt(3));
    if (random.nextBoolean()) {
      ids.add("part_out/3");
    }
    for (int next = pipeline + 1; next < pipelines; next++) {
      ids.add("part_forward/" + next);
    }
    return String.join(",", ids);
  }

  private static void assertBalanced(Books books, long sent) {
    for (PipelineBook book : books.pipelines()) {
      for (ComponentId destination : book.lines().keySet()) {
        assertThat(book.residue(destination))
            .as("%s to %s: %s", book.id(), destination, book)
            .isZero();
      }
    }
    assertThat(books.destinations()).allMatch(book -> book.residue() == 0 && book.inFlight() == 0);
    PipelineBook first = books.pipelines().getFirst();
    assertThat(first.accepted() + first.refused()).isEqualTo(sent);
    assertThat(books.balanced()).isTrue();
  }
}
