package io.beltline.components.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Metadata;
import io.beltline.delivery.Answer;
import io.beltline.delivery.AnswerTable;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.http.HttpReply.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a request without an answer comes again in smaller parts. */
class BulkAnswersTest {
  private static final Duration WAITED = Duration.ofMillis(5_004);

  @Test
  void whatTheEngineHadAndDidNotAnswerInTimeIsLate() {
    Failure failure = new Failure(Kind.TIMEOUT, "http://a:9200: no answer", true);
    Refusal refusal = BulkAnswers.lost(failure, 8200, WAITED);
    assertThat(refusal.action()).isEqualTo(Action.RETRY);
    assertThat(refusal.late()).isTrue();
    assertThat(refusal.open()).isTrue();
    assertThat(refusal.message())
        .isEqualTo("no answer within 5s to 8200 documents (http://a:9200: no answer)");
    assertThat(BulkAnswers.lost(failure, 1, Duration.ofMillis(203)).message())
        .startsWith("no answer within 200ms to 1 document (");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatDidNotReachTheEngineOrBrokeIsNot(Kind kind) {
    Refusal refusal = BulkAnswers.lost(new Failure(kind, "why"), 8200, WAITED);
    assertThat(refusal.action())
        .isEqualTo(kind == Kind.REQUEST ? Action.DEAD_LETTER : Action.RETRY);
    assertThat(refusal.late()).isFalse();
    assertThat(refusal.message()).isEqualTo("why");
  }

  private static boolean isLate(AnswerTable table, int status) {
    Response response = new Response(status, Metadata.EMPTY, Slice.EMPTY);
    return new BulkAnswers(table, false).whole(response, 0).late();
  }

  @Test
  void aProxyThatWaitedInVainSaysTheSame() {
    assertThat(isLate(BulkTable.ANSWERS, 504)).isTrue();
    assertThat(isLate(BulkTable.ANSWERS, 503)).isFalse();
    assertThat(isLate(BulkTable.ANSWERS, 429)).isFalse();
    AnswerTable own = BulkTable.ANSWERS.with(Map.of(Answer.parse("504"), Action.DEAD_LETTER));
    assertThat(isLate(own, 504)).isFalse();
  }
}
