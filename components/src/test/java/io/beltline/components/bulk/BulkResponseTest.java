package io.beltline.components.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.bulk.BulkResponse.Item;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BulkResponseTest {
  private static final String WHOLE =
      """
      {"took":3,"errors":true,"ingest_took":0,"items":[
       {"create":{"_index":"a","_id":"1","_version":1,"result":"created","_shards":{"total":1,"failed":[{"x":1}]},"status":201}},
       {"index":{"_index":"a","status":429,"error":{"type":"es_rejected_execution_exception","reason":"full","caused_by":{"type":"z","reason":"y"}}}},
       {"create":{"status":400,"error":"MapperParsingException[x]","failure_store":"failed"}},
       {"create":{"status":201,"failure_store":"used"}},
       {"create":{"error":null}}]}
      """;

  private static @Nullable BulkResponse read(String json) {
    return BulkResponse.read(Slice.utf8(json));
  }

  @Test
  void eachDocumentHasItsOutcome() {
    BulkResponse response = read(WHOLE);
    assertThat(response).isNotNull();
    assertThat(response.items())
        .isEqualTo(
            List.of(
                new Item(201, "", "", false),
                new Item(429, "es_rejected_execution_exception", "full", false),
                new Item(400, "", "MapperParsingException[x]", false),
                new Item(201, "", "", true),
                new Item(0, "", "", false)));
  }

  @Test
  void whatIsNoBulkResponseIsNone() {
    assertThat(read("")).isNull();
    assertThat(read("[]")).isNull();
    assertThat(read("{}")).isNull();
    assertThat(read("<html>")).isNull();
    assertThat(read("{\"items\":{}}")).isNull();
    assertThat(read("{\"items\":[{\"create\":{\"status\":201}}")).isNull();
    assertThat(read("{\"items\":[1,[2],{\"create\":3}]}"))
        .isEqualTo(
            new BulkResponse(
                List.of(
                    new Item(0, "", "", false),
                    new Item(0, "", "", false),
                    new Item(0, "", "", false))));
  }

  @Property(tries = 400, seed = "20261128")
  void noDamageIsTakenForMoreThanWasSaid(
      @ForAll @IntRange(max = 600) int at, @ForAll byte replacement) {
    byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
    bytes[at % bytes.length] = replacement;
    BulkResponse response = BulkResponse.read(Slice.of(bytes));
    if (response != null) {
      assertThat(response.items()).hasSizeLessThanOrEqualTo(5);
    }
  }

  @Property(tries = 300, seed = "20261128")
  void truncatedAnswersAreNone(@ForAll @IntRange(max = 600) int size) {
    byte[] bytes = WHOLE.strip().getBytes(StandardCharsets.UTF_8);
    int length = size % bytes.length;
    assertThat(BulkResponse.read(new Slice(bytes, 0, length))).isNull();
  }

  @Property(tries = 300, seed = "20261128")
  void anyBytesGiveAnAnswerOrNone(@ForAll byte[] bytes) {
    BulkResponse response = BulkResponse.read(Slice.of(bytes));
    assertThat(response == null || response.items() != null).isTrue();
  }
}
