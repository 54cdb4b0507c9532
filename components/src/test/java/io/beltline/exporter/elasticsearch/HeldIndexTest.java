package io.beltline.exporter.elasticsearch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Places;
import io.beltline.delivery.Books;
import io.beltline.delivery.DropReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an index does not take waits by itself: what goes to others does not wait behind it. */
class HeldIndexTest {
  private static final int USUAL = 3;
  private static final int CONSUMERS = 2;

  private final Engine engine = new Engine();
  private final CountDownLatch written = new CountDownLatch(USUAL);

  @BeforeEach
  void begin() {
    engine.answer(request -> Engine.each(request, (action, _) -> answer(action)));
  }

  @AfterEach
  void end() {
    engine.close();
  }

  private String answer(String action) {
    if (action.contains("\"_index\":\"audit")) {
      return "{'create':{'status':403,'error':{'type':'security_exception','reason':'not"
          + " allowed'}}}";
    }
    written.countDown();
    return "{'create':{'status':201}}";
  }

  private static String to(String index) {
    return Records.text("a")
        + ",'attributes':[{'key':'elasticsearch.index','value':{'stringValue':'"
        + index
        + "'}}]";
  }

  private Books books() throws InterruptedException {
    String yaml =
        "batcher: {enabled: false}\nsending_queue: {num_consumers: %d}\n".formatted(CONSUMERS);
    Shipping shipping = new Shipping(engine, yaml);
    for (int i = 0; i < CONSUMERS; i++) {
      shipping.send(Records.logs(to("audit")));
    }
    for (int i = 0; i < USUAL; i++) {
      shipping.send(Records.logs(Records.text("usual")));
    }
    assertThat(written.await(10, SECONDS)).as("the usual ones are written").isTrue();
    return shipping.end(Duration.ofSeconds(1));
  }

  @Test
  void whatGoesToOtherIndicesIsDelivered() throws InterruptedException {
    Books books = books();
    assertThat(books.delivered()).isEqualTo(USUAL);
    assertThat(books.dropped(DropReason.SHUTDOWN)).isEqualTo(CONSUMERS);
    assertThat(books.residue()).isZero();
  }

  @Test
  void eachIndexIsALane() {
    ExportResult result =
        engine.export(
            "", Records.logs(to("audit-a"), Records.text("usual"), to("audit-b"), to("audit-a")));
    List<Part> parts = ((Partial) result).parts();
    assertThat(parts).extracting(Part::lane).containsExactly("audit-a", "audit-b");
    assertThat(parts).extracting(part -> part.refusal().action()).containsOnly(Action.HOLD);
    assertThat(parts)
        .extracting(Part::places)
        .extracting(Places::items)
        .hasToString("[{0, 3}, {2}]");
  }

  @Test
  void manyIndicesAreFewLanes() {
    String[] records =
        IntStream.range(0, 100).mapToObj(i -> to("audit-" + i)).toArray(String[]::new);
    List<Part> parts = ((Partial) engine.export("", Records.logs(records))).parts();
    assertThat(parts).hasSize(33).extracting(Part::lane).doesNotContain("").doesNotHaveDuplicates();
    assertThat(parts.getLast().telemetry().itemCount()).isEqualTo(68);
  }

  @Test
  void aSpanWaitsForTheIndexOfItsEvents() {
    String event =
        "{'name':'e','timeUnixNano':'1','attributes':[{'key':'elasticsearch.index',"
            + "'value':{'stringValue':'audit'}}]}";
    ExportResult result = engine.export("", Records.spans("'name':'s','events':[" + event + "]"));
    assertThat(((Partial) result).parts()).extracting(Part::lane).containsExactly("audit");
  }
}
