package io.beltline.components.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesChangesTest {
  private static final SeriesId ID = new SeriesId(1, 2);

  private final SeriesTable<String> table = new SeriesTable<>(0);

  private SeriesChanges<String> request(String state) {
    SeriesChanges<String> changes = new SeriesChanges<>(table, 0);
    changes.put(ID, state);
    return changes;
  }

  @Test
  void ofTwoThatAreRefusedNeitherIsLeft() {
    table.put(ID, "known", 0);
    SeriesChanges<String> first = request("first");
    SeriesChanges<String> second = request("second");
    first.undo();
    assertThat(table.get(ID)).isEqualTo("second");
    second.undo();
    assertThat(table.get(ID)).isEqualTo("known");
  }

  @Test
  void ofANewSeriesNothingIsLeft() {
    SeriesChanges<String> first = request("first");
    SeriesChanges<String> second = request("second");
    first.undo();
    second.undo();
    assertThat(table.get(ID)).isNull();
  }

  @Test
  void whatIsAcceptedStands() {
    SeriesChanges<String> first = request("first");
    SeriesChanges<String> second = request("second");
    first.undo();
    second.accept();
    assertThat(table.get(ID)).isEqualTo("second");
    SeriesChanges<String> third = request("third");
    SeriesChanges<String> fourth = request("fourth");
    third.accept();
    fourth.undo();
    assertThat(table.get(ID)).isEqualTo("third");
  }

  @Test
  void inWhateverOrderAllAreRefusedNothingIsLeft() {
    Random random = new Random(7);
    for (int run = 0; run < 500; run++) {
      table.put(ID, "known", 0);
      List<SeriesChanges<String>> requests = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        SeriesChanges<String> request = request("state" + i);
        request.put(ID, "more" + i);
        requests.add(request);
      }
      Collections.shuffle(requests, random);
      requests.forEach(SeriesChanges::undo);
      assertThat(table.get(ID)).isEqualTo("known");
      assertThat(table.voided()).isZero();
    }
  }

  @Test
  void whatNoRequestCanGoBackToIsNotRemembered() {
    table.put(ID, "known", 0);
    SeriesChanges<String> waiting = request("waiting");
    for (int i = 0; i < 100; i++) {
      SeriesChanges<String> refused = request("refused" + i);
      SeriesChanges<String> accepted = request("accepted" + i);
      refused.undo();
      accepted.accept();
    }
    assertThat(table.voided()).isEqualTo(100);
    waiting.accept();
    assertThat(table.voided()).isZero();
  }
}
