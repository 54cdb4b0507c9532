package io.beltline.delivery;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Places;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Origins;
import io.beltline.model.Profiles;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was refused of a shipment, and why.
 *
 * @param behind whether it waits behind others in a lane and was not tried yet
 */
record Rest(Shipment shipment, Refusal refusal, boolean behind) {

  /**
   * The refused parts; those of one lane that may pass later travel together, if they can. What
   * comes behind others in a lane was not tried yet.
   */
  static List<Rest> of(Shipment shipment, List<Part> refused, Stake owner, SideLanes lanes) {
    List<Rest> rests = new ArrayList<>();
    Map<String, List<Part>> later = new LinkedHashMap<>();
    for (Part part : refused) {
      if (waits(part.refusal()) && !(shipment.telemetry instanceof Profiles)) {
        String lane = part.lane().isEmpty() ? shipment.lane : part.lane();
        later.computeIfAbsent(lane, all -> new ArrayList<>()).add(part);
      } else {
        Trial trial = shipment.trial.copy();
        Origins origins = origins(shipment, part);
        Shipment own = part(shipment, part.telemetry(), owner, trial, origins, shipment.lane);
        rests.add(new Rest(own, part.mixed() ? part.refusal() : part.refusal().named(), false));
      }
    }
    later.forEach((lane, parts) -> rests.add(together(shipment, lane, parts, owner, lanes)));
    return rests;
  }

  private static boolean waits(Refusal refusal) {
    return refusal.action() == Action.RETRY || refusal.action() == Action.HOLD;
  }

  private static Rest together(
      Shipment shipment, String lane, List<Part> parts, Stake owner, SideLanes lanes) {
    Refusal slowest = parts.getFirst().refusal();
    boolean late = false;
    for (Part part : parts) {
      slowest = slower(slowest, part.refusal());
      late |= part.refusal().late();
    }
    Telemetry merged = Shipment.merge(parts.stream().map(Part::telemetry).toList());
    Origins origins = Origins.join(parts.stream().map(part -> origins(shipment, part)).toList());
    boolean own = lane.equals(shipment.lane);
    boolean behind = !own && lanes.isOccupied(lane); // asked once: the lane may end
    Trial trial = own ? shipment.trial : behind ? shipment.trial.part() : shipment.trial.copy();
    return new Rest(
        part(shipment, merged, owner, trial, origins, lane), slowest.late(late), behind);
  }

  private static Refusal slower(Refusal a, Refusal b) {
    if (a.action() != b.action()) {
      return a.action() == Action.HOLD ? a : b;
    }
    Duration waitA = a.retryAfter();
    Duration waitB = b.retryAfter();
    return waitA == null || (waitB != null && waitB.compareTo(waitA) > 0) ? b : a;
  }

  private static Origins origins(Shipment whole, Part part) {
    Places places = part.places();
    return places == null
        ? Origins.UNKNOWN
        : whole.origins.opened(places.open()).chosen(places.items());
  }

  private static Shipment part(
      Shipment whole, Telemetry part, Stake owner, Trial trial, Origins origins, String lane) {
    int items = part.itemCount();
    return new Shipment(
        whole.context,
        part,
        List.of(new Share(owner, items)),
        items,
        whole.maxBytes,
        trial,
        origins,
        lane);
  }
}
