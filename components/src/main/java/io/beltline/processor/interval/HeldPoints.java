package io.beltline.processor.interval;

import io.beltline.api.Ledger;
import io.beltline.components.series.KeptSeries;
import io.beltline.components.series.SeriesId;
import io.beltline.model.Signal;
import io.beltline.processor.interval.Gathering.Item;
import java.util.ArrayList;
import java.util.List;

/** The points that are held, with their books. Safe for all threads. */
final class HeldPoints {
  private static final String SUPERSEDED = "superseded";

  private final KeptSeries<HeldPoint> series;
  private final Ledger ledger;

  HeldPoints(KeptSeries<HeldPoint> series, Ledger ledger) {
    this.series = series;
    this.ledger = ledger;
  }

  /** Books what an earlier process has left. */
  void recovered() {
    int found = series.use(table -> table.size());
    if (found > 0) {
      ledger.created(Signal.METRICS, "recovered", found);
      held(found);
    }
  }

  /** Holds points, of each series the latest; returns those for which there is no room. */
  List<Item> add(List<Item> items) {
    List<Item> further = new ArrayList<>();
    series.use(
        table -> {
          int before = table.size();
          int replaced = 0;
          for (Item item : items) {
            HeldPoint there = table.get(item.id());
            if (there != null && there.time() >= item.point().time()) {
              replaced++;
            } else if (!table.put(item.id(), item.point(), 0)) {
              further.add(item);
            } else if (there != null) {
              replaced++;
            }
          }
          held(table.size() - before);
          superseded(replaced);
          return replaced;
        });
    save(items);
    return further;
  }

  /** Takes all out, to be sent. They stay in the storage until they are {@link #sent}. */
  List<Item> take() {
    return series.use(
        table -> {
          List<Item> all = new ArrayList<>(table.size());
          table.each((id, point) -> all.add(new Item(id, point)));
          all.forEach(item -> table.remove(item.id()));
          return all;
        });
  }

  /** Points that were taken out are delivered. */
  void sent(List<Item> items) {
    held(-items.size());
    save(items);
  }

  /** Points that were taken out are lost. */
  void lost(List<Item> items, String reason) {
    held(-items.size());
    ledger.dropped(Signal.METRICS, reason, items.size());
    save(items);
  }

  /** Points that were taken out could not be sent yet. */
  void putBack(List<Item> items) {
    List<Item> further = new ArrayList<>();
    series.use(
        table -> {
          int replaced = 0;
          for (Item item : items) {
            HeldPoint there = table.get(item.id());
            if (there != null && there.time() > item.point().time()) {
              replaced++; // a later one came meanwhile
            } else if (!table.put(item.id(), item.point(), 0)) {
              further.add(item);
            } else if (there != null) {
              replaced++;
            }
          }
          held(-replaced);
          superseded(replaced);
          return replaced;
        });
    if (!further.isEmpty()) {
      lost(further, "limit");
    }
  }

  /** Points that were taken out stay in the storage for the next process, or are lost. */
  void leave(List<Item> items) {
    if (items.isEmpty()) {
      return;
    }
    if (series.isStored()) {
      held(-items.size());
      ledger.filtered(Signal.METRICS, "kept", items.size());
    } else {
      lost(items, "shutdown");
    }
  }

  private void held(int points) {
    if (points != 0) {
      ledger.held(Signal.METRICS, points);
    }
  }

  private void superseded(int points) {
    if (points > 0) {
      ledger.filtered(Signal.METRICS, SUPERSEDED, points);
    }
  }

  private void save(List<Item> items) {
    if (series.isStored()) {
      List<SeriesId> ids = items.stream().map(Item::id).toList();
      series.save(ids);
    }
  }
}
