package io.beltline.processor.interval;

import io.beltline.api.Ledger;
import io.beltline.components.series.KeptSeries;
import io.beltline.components.series.LeftOut;
import io.beltline.components.series.SeriesId;
import io.beltline.model.Signal;
import io.beltline.processor.interval.Gathering.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The points that are held, with their books. Safe for all threads. */
final class HeldPoints {
  private static final String SUPERSEDED = "superseded";

  private final KeptSeries<HeldPoint> series;
  private final Ledger ledger;
  private final Unsaved unsaved;

  HeldPoints(KeptSeries<HeldPoint> series, Ledger ledger, long most) {
    this.series = series;
    this.ledger = ledger;
    this.unsaved = new Unsaved(most);
  }

  /** Books what an earlier process has left. */
  void recovered() {
    int found = series.use(table -> table.size());
    LeftOut gone = series.leftOut();
    int all = found + gone.damaged() + gone.beyond();
    if (all > 0) {
      ledger.created(Signal.METRICS, "recovered", all);
      held(found);
      dropped("damaged", gone.damaged());
      dropped("limit", gone.beyond());
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
          save(items); // before somebody else may take them out and count them as saved
          return replaced;
        });
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
    dropped(reason, items.size());
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

  /** Holds points that another could not send, and which are booked. */
  void adopt(List<Item> items) {
    putBack(items);
    save(items);
  }

  /** Writes what could not be written before. */
  void saveAgain() {
    save(unsaved.ids());
  }

  /** Points that are held stay in the storage for the next process; those not in it are lost. */
  void leave() {
    saveAgain();
    List<Item> kept = new ArrayList<>();
    List<Item> gone = new ArrayList<>();
    for (Item item : take()) {
      boolean stored = series.isStored() && !unsaved.contains(item.id());
      (stored ? kept : gone).add(item);
    }
    if (!kept.isEmpty()) {
      held(-kept.size());
      ledger.filtered(Signal.METRICS, "kept", kept.size());
    }
    if (!gone.isEmpty()) {
      lost(gone, "shutdown");
    }
  }

  private void dropped(String reason, int points) {
    if (points > 0) {
      ledger.dropped(Signal.METRICS, reason, points);
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
    save(items.stream().map(Item::id).toList());
  }

  private void save(Collection<SeriesId> ids) {
    if (series.isStored() && !ids.isEmpty()) {
      unsaved.tried(ids, series.save(ids));
    }
  }
}
