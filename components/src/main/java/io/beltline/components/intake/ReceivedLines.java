package io.beltline.components.intake;

import io.beltline.api.Meter;
import io.beltline.api.Settings;
import java.util.Map;

/** The counters of receivers whose items come as lines. */
public final class ReceivedLines {
  private ReceivedLines() {}

  /** Lines that were read from a transport. */
  public static Meter.Counter read(Settings settings, String transport) {
    return settings
        .meter()
        .counter(
            "beltline_receiver_read_records",
            "{records}",
            "Entries read.",
            Map.of("transport", transport));
  }

  /** Lines and what is in them that are lost for a reason. */
  public static Meter.Counter dropped(Settings settings, String reason) {
    return settings
        .meter()
        .counter(
            "beltline_receiver_dropped_items",
            "{items}",
            "Items that were taken and not delivered, and why.",
            Map.of("reason", reason));
  }
}
