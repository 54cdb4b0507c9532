package io.beltline.testkit;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.Settings;
import org.slf4j.LoggerFactory;

/**
 * Settings for a component under test, with instruments and books a test can read.
 *
 * @param settings what the component gets
 * @param meter its instruments
 * @param ledger its books
 */
public record TestSettings(Settings settings, RecordingMeter meter, RecordingLedger ledger) {

  static final BuildInfo BUILD = new BuildInfo("beltline", "Beltline", "0.0.0-test");

  /** Settings of a component with an id such as {@code otlp/2}. */
  public static TestSettings of(String id) {
    RecordingMeter meter = new RecordingMeter();
    RecordingLedger ledger = new RecordingLedger();
    ComponentId parsed = ComponentId.parse(id);
    return new TestSettings(
        new Settings(parsed, LoggerFactory.getLogger(id), meter, ledger, BUILD), meter, ledger);
  }
}
