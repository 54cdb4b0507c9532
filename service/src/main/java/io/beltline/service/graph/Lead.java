package io.beltline.service.graph;

import io.beltline.api.AdmissionLimit;
import io.beltline.api.Consumer;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/**
 * Where a receiver taken over from another graph shall lead.
 *
 * @param receiver the receiver
 * @param targets the new pipelines by signal, the same signals as before
 * @param limits the limits of the new pipelines
 */
record Lead(ReceiverNode receiver, Map<Signal, Consumer> targets, List<AdmissionLimit> limits) {

  Lead {
    targets = Map.copyOf(targets);
    limits = List.copyOf(limits);
  }
}
