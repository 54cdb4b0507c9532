package io.beltline.components.bulk;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Meter;
import io.beltline.components.bulk.BulkResponse.Item;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts documents by what became of them. Safe for all threads. */
final class DocumentCounts {
  private static final String NAME = "beltline_exporter_documents";
  private static final String WHAT = "Documents an engine answered for, by what became of them.";

  private final Meter.Counter created;
  private final Meter.Counter present;
  private final Meter.Counter presumed;
  private final Meter.Counter failureStore;
  private final Meter.Counter requests;
  private final Map<Action, Meter.Counter> refused = new EnumMap<>(Action.class);

  DocumentCounts(Meter meter) {
    created = counter(meter, "created");
    present = counter(meter, "already_there");
    presumed = counter(meter, "presumed_there");
    failureStore = counter(meter, "failure_store");
    for (Action action : Action.values()) {
      refused.put(action, counter(meter, action.name().toLowerCase(Locale.ROOT)));
    }
    requests =
        meter.counter(
            "beltline_exporter_bulk_requests_refused",
            "{requests}",
            "Bulk requests that failed or were refused as a whole.",
            Map.of());
  }

  private static Meter.Counter counter(Meter meter, String outcome) {
    return meter.counter(NAME, "{documents}", WHAT, Map.of("outcome", outcome));
  }

  /**
   * Counts a document.
   *
   * @param own whether its id is our own
   */
  void add(Item item, @Nullable Refusal refusal, boolean own) {
    if (refusal != null) {
      Meter.Counter counter = refused.get(refusal.action());
      if (counter != null) {
        counter.add(1);
      }
    } else if (item.status() == 409) {
      (own ? present : presumed).add(1);
    } else if (item.failureStore()) {
      failureStore.add(1);
    } else {
      created.add(1);
    }
  }

  void requestRefused() {
    requests.add(1);
  }
}
