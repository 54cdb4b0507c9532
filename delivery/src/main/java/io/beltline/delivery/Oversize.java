package io.beltline.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a shipment that is larger than a limit: items that are too large by themselves go alone and
 * last, so that they cost their neighbours nothing.
 */
final class Oversize {
  /**
   * More large items than these are not told one from the other: the halves are looked at again.
   */
  private static final int FEW = 8;

  private final Splitter splitter;

  Oversize(Splitter splitter) {
    this.splitter = splitter;
  }

  /** The parts in the order to send them; empty if the shipment must stay whole. */
  List<Shipment> cut(Shipment shipment, long limit) {
    if (shipment.items < 2 || !splitter.canCut(shipment.telemetry)) {
      return List.of();
    }
    List<Integer> large = large(shipment, limit);
    if (large.isEmpty() || large.size() > FEW || large.size() == shipment.items) {
      // in halves, so that each byte is copied as often as there are halvings, not pieces
      int half = splitter.half(shipment.telemetry, shipment.items);
      List<Shipment> halves = shipment.cut(half, splitter);
      return halves == null ? List.of() : halves;
    }
    return apart(shipment, large);
  }

  private List<Integer> large(Shipment shipment, long limit) {
    List<Integer> sizes = splitter.sizes(shipment.telemetry);
    List<Integer> large = new ArrayList<>();
    for (int i = 0; i < sizes.size() && large.size() <= FEW; i++) {
      if (sizes.get(i) > limit) {
        large.add(i);
      }
    }
    return large;
  }

  private List<Shipment> apart(Shipment shipment, List<Integer> large) {
    List<Shipment> others = new ArrayList<>();
    List<Shipment> alone = new ArrayList<>();
    Shipment rest = shipment;
    int cut = 0;
    for (int index : large) {
      rest = behind(rest, index - cut, others);
      rest = behind(rest, 1, alone);
      cut = index + 1;
    }
    if (rest.items > 0) {
      others.add(rest);
    }
    List<Shipment> parts = new ArrayList<>();
    parts.add(Shipment.join(others));
    parts.addAll(alone);
    return parts;
  }

  /** Puts the first items into a list and gives the others back, none if there are no more. */
  private Shipment behind(Shipment shipment, int items, List<Shipment> into) {
    if (items == 0) {
      return shipment;
    }
    List<Shipment> parts = shipment.cut(items, splitter);
    if (parts == null) {
      into.add(shipment);
      return shipment.nothing();
    }
    into.add(parts.getFirst());
    return parts.getLast();
  }
}
