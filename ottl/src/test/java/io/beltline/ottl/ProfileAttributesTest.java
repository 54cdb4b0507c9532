package io.beltline.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.Payload;
import io.beltline.model.Profiles;
import io.beltline.model.Signal;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.profiles.v1development.KeyValueAndUnit;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProfileAttributesTest {
  private static KeyValueAndUnit entry(int key, String value) {
    return KeyValueAndUnit.newBuilder().setKeyStrindex(key).setValue(text(value)).build();
  }

  private static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static Profile profile(Integer... attributes) {
    return Profile.newBuilder().addAllAttributeIndices(List.of(attributes)).build();
  }

  private static ExportProfilesServiceRequest request(
      ProfilesDictionary.Builder dictionary, Profile... profiles) {
    ExportProfilesServiceRequest.Builder request = ExportProfilesServiceRequest.newBuilder();
    request
        .addResourceProfilesBuilder()
        .addScopeProfilesBuilder()
        .addAllProfiles(List.of(profiles));
    return request.setDictionary(dictionary).build();
  }

  private static ExportProfilesServiceRequest run(
      ExportProfilesServiceRequest request, String... statements) throws IOException {
    Runs runs = new Runs(Signal.PROFILES).with(Runs.inferred(statements));
    assertThat(runs.problems()).isEmpty();
    byte[] out =
        runs.run(new Profiles(Payload.of(request.toByteArray())))
            .payload()
            .contiguous()
            .toByteArray();
    return ExportProfilesServiceRequest.parseFrom(out);
  }

  private static Profile profile(ExportProfilesServiceRequest request, int index) {
    return request.getResourceProfiles(0).getScopeProfiles(0).getProfiles(index);
  }

  /** As the agents write it: the first of each table stands for nothing. */
  private static ProfilesDictionary.Builder tables() {
    return ProfilesDictionary.newBuilder()
        .addAllStringTable(List.of("", "env", "host"))
        .addAttributeTable(KeyValueAndUnit.getDefaultInstance())
        .addAttributeTable(entry(1, "prod"))
        .addAttributeTable(entry(2, "h"));
  }

  @Test
  void theFirstEntryOfATableStandsForNothing() throws IOException {
    ExportProfilesServiceRequest out =
        run(
            request(ProfilesDictionary.newBuilder(), profile()),
            "set(profile.attributes[\"tag\"], \"x\")");
    assertThat(out.getDictionary().getStringTableList()).containsExactly("", "tag");
    assertThat(out.getDictionary().getAttributeTableList())
        .containsExactly(KeyValueAndUnit.getDefaultInstance(), entry(1, "x"));
    assertThat(profile(out, 0).getAttributeIndicesList()).containsExactly(1);
  }

  @Test
  void aRequestWithoutTablesGetsThem() throws IOException {
    ExportProfilesServiceRequest bare =
        request(ProfilesDictionary.newBuilder(), profile(), profile()).toBuilder()
            .clearDictionary()
            .build();
    ExportProfilesServiceRequest out = run(bare, "set(profile.attributes[\"tag\"], \"x\")");
    assertThat(out.getDictionary().getStringTableList()).containsExactly("", "tag");
    assertThat(profile(out, 1).getAttributeIndicesList()).containsExactly(1);
  }

  @Test
  void whatIsInTheTablesIsUsedAgain() throws IOException {
    ExportProfilesServiceRequest out =
        run(
            request(tables(), profile(2), profile(1), profile()),
            "set(profile.attributes[\"env\"], \"prod\")",
            "set(profile.attributes[\"new\"], \"n\")");
    assertThat(out.getDictionary().getStringTableList()).containsExactly("", "env", "host", "new");
    assertThat(out.getDictionary().getAttributeTableList()).hasSize(4).contains(entry(3, "n"));
    assertThat(profile(out, 0).getAttributeIndicesList()).containsExactly(2, 1, 3);
    assertThat(profile(out, 1).getAttributeIndicesList()).containsExactly(1, 3);
    assertThat(profile(out, 2).getAttributeIndicesList()).containsExactly(1, 3);
  }

  @Test
  void anIndexOfNothingIsNoAttribute() throws IOException {
    ExportProfilesServiceRequest out =
        run(
            request(tables(), profile(0, 2)),
            "set(profile.attributes[\"count\"], Len(profile.attributes))");
    assertThat(out.getDictionary().getAttributeTable(3).getValue().getIntValue()).isEqualTo(1);
    assertThat(profile(out, 0).getAttributeIndicesList()).containsExactly(0, 2, 3);
  }

  @Test
  void anAttributeIsReplacedForItsProfileAlone() throws IOException {
    ExportProfilesServiceRequest out =
        run(
            request(tables(), profile(1, 2), profile(1)),
            "set(profile.attributes[\"env\"], \"test\") where profile.attributes[\"host\"] =="
                + " \"h\"");
    assertThat(out.getDictionary().getAttributeTableList())
        .containsExactly(
            KeyValueAndUnit.getDefaultInstance(),
            entry(1, "prod"),
            entry(2, "h"),
            entry(1, "test"));
    assertThat(profile(out, 0).getAttributeIndicesList()).containsExactly(3, 2);
    assertThat(profile(out, 1).getAttributeIndicesList()).containsExactly(1);
  }

  @Test
  void anIndexBeyondTheTableFails() {
    assertThatThrownBy(
            () ->
                run(
                    request(tables(), profile(7)),
                    "set(profile.attributes[\"x\"], 1) where profile.attributes[\"y\"] == 1"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("attribute index 7 is not in the table");
  }

  /** Reading from the front of a table each time would take minutes. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void longTablesAreReadOnce() throws IOException {
    int size = 100_000;
    ProfilesDictionary.Builder dictionary = tables();
    for (int i = 3; i < size; i++) {
      dictionary.addStringTable("key " + i);
      dictionary.addAttributeTable(entry(i, "v"));
    }
    Profile[] profiles = new Profile[20_000];
    Arrays.setAll(profiles, i -> profile(size - 1, size - 2, size - 3, size - 4, 1));
    ExportProfilesServiceRequest out =
        run(
            request(dictionary, profiles),
            "set(profile.dropped_attributes_count, 1) where profile.attributes[\"none\"] == 1",
            "set(profile.attributes[\"env\"], \"prod\")");
    assertThat(out.getDictionary().getAttributeTableCount()).isEqualTo(size);
  }

  @Test
  void newEntriesAreFoundAgain() throws IOException {
    int count = 300;
    Profile[] profiles = new Profile[2 * count];
    Arrays.setAll(profiles, i -> Profile.newBuilder().setPeriod(i % count).build());
    ExportProfilesServiceRequest out =
        run(
            request(tables(), profiles),
            "set(profile.attributes[\"env\"], String(profile.period))",
            "set(profile.attributes[String(profile.period)], 1)");
    assertThat(out.getDictionary().getStringTableList()).hasSize(3 + count).doesNotHaveDuplicates();
    assertThat(out.getDictionary().getAttributeTableList())
        .hasSize(3 + 2 * count)
        .doesNotHaveDuplicates();
    for (int i = 0; i < profiles.length; i++) {
      int index = profile(out, i).getAttributeIndices(0);
      assertThat(out.getDictionary().getAttributeTable(index))
          .isEqualTo(entry(1, String.valueOf(i % count)));
      assertThat(profile(out, i).getAttributeIndicesCount()).isEqualTo(2);
    }
  }
}
