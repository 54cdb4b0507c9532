package io.beltline.components.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Origins;
import io.beltline.components.bulk.DocumentIdsConfig.Source;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An item with many documents is hashed as often as one with two. */
class DocumentIdsTest {
  private static final int PARTS = 1000;
  private static final long TIME = 1_705_314_600_000_000_000L;

  private final CountingDigest digest = new CountingDigest();

  private static String id(DocumentIds ids, Slice item, int number, int part) {
    JsonBuffer out = new JsonBuffer(64);
    ids.write(out.beginObject(), number, item, part, TIME);
    return out.endObject().toSlice().toUtf8().split("\"", -1)[3];
  }

  private static List<String> ids(DocumentIds ids, int parts) {
    List<String> written = new ArrayList<>();
    ids.scope(Slice.utf8("resource"), Slice.utf8("scope"));
    for (int number = 0; number < 2; number++) {
      Slice item = Slice.utf8(("item " + number).repeat(1000));
      for (int part = 0; part < parts; part++) {
        written.add(id(ids, item, number, part));
      }
    }
    return written;
  }

  @Test
  void theBytesOfAnItemAreReadTwiceWhateverItsDocuments() {
    assertThat(ids(new DocumentIds(Source.REQUEST, Origins.of(7, 0, 2), digest), PARTS))
        .doesNotHaveDuplicates();
    assertThat(digest.bytes()).isLessThan(2 * (2 * 6000 + PARTS * 64));
  }

  @Test
  void idsStayTheSame() {
    assertThat(ids(new DocumentIds(Source.REQUEST, Origins.of(7, 0, 2)), 3))
        .containsExactly(
            "AY0Mq8RAtqXEGXcAfnp2vRLf",
            "AY0Mq8RAWvmEBytfrQAceUBU",
            "AY0Mq8RAHnaYVVcAj1odSwuV",
            "AY0Mq8RALnLIeCGgj2doSlpH",
            "AY0Mq8RAU45rZ6XAVRknG35s",
            "AY0Mq8RAdtED5lgArvW4alg8");
    assertThat(ids(new DocumentIds(Source.CONTENT, Origins.UNKNOWN), 3))
        .containsExactly(
            "AY0Mq8RAuFPgBlIIAnb2N3Is",
            "AY0Mq8RAPZcbKR2rUBB9sow_",
            "AY0Mq8RAL_XOFRobeQy1K85l",
            "AY0Mq8RAtYgeAuNCVxq9UllZ",
            "AY0Mq8RAuwi-rCODoZQruEEP",
            "AY0Mq8RAsibJYuLSd4b37Xgp");
  }
}
