package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.Books;
import io.beltline.delivery.DropReason;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of several bulk requests of one export one is refused for the sake of one document. */
class CulpritsTest {
  private static final int RECORDS = 12;

  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  private Books books(String yaml) {
    Shipping shipping =
        new Shipping(engine, "flush: {bytes: 1200}\nsending_queue: {enabled: false}\n" + yaml);
    String[] records =
        IntStream.range(0, RECORDS)
            .mapToObj(i -> Records.text(i == 2 ? "culprit" : "line " + i))
            .toArray(String[]::new);
    shipping.send(Records.logs(records));
    return shipping.end(Duration.ofSeconds(10));
  }

  @Test
  void onlyTheDocumentThatLeaksIsWithheld() {
    Books books =
        books(
            """
            egress_policy:
              encoded: block
              rules: [{name: joined, pattern: ':"culprit', action: block}]
            """);
    assertThat(books.delivered()).isEqualTo(RECORDS - 1);
    assertThat(books.dropped(DropReason.WITHHELD)).isEqualTo(1);
    assertThat(engine.lines()).noneMatch(line -> line.contains("culprit"));
  }

  @Test
  void onlyTheDocumentThatARequestIsRefusedForIsGivenUp() {
    engine.answer(
        request ->
            request.body().toUtf8().contains("culprit")
                ? HttpResponse.text(400, "illegal_argument_exception")
                : Engine.allCreated(request));
    Books books = books("dead_letters: {enabled: false}\n");
    assertThat(engine.bulks.getFirst().lines().count()).as("several in a bulk").isGreaterThan(4);
    assertThat(engine.bulks.getFirst()).doesNotContain("line " + (RECORDS - 1));
    assertThat(books.delivered()).isEqualTo(RECORDS - 1);
    assertThat(books.dropped(DropReason.REFUSED)).isEqualTo(1);
  }
}
