package io.beltline.service.graph;

import io.beltline.api.ComponentId;
import io.beltline.api.PipelineId;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedPipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which processors and connectors have nothing to do with each other: those of pipelines that no
 * connector joins. They end side by side, so that one that waits takes no time from the others.
 */
final class Strands {
  private final Map<PipelineId, PipelineId> joined = new HashMap<>();
  private final Map<ComponentId, PipelineId> byConnector = new HashMap<>();

  private Strands(Plan plan) {
    for (PlannedPipeline pipeline : plan.pipelines()) {
      joined.put(pipeline.id(), pipeline.id());
    }
    for (PlannedPipeline pipeline : plan.pipelines()) {
      for (List<ComponentId> ends : List.of(pipeline.receivers(), pipeline.exporters())) {
        for (ComponentId end : ends) {
          if (plan.isConnector(end)) {
            PipelineId other = byConnector.putIfAbsent(end, pipeline.id());
            if (other != null) {
              joined.put(root(other), root(pipeline.id()));
            }
          }
        }
      }
    }
  }

  /** Takes members apart; each part in the order they came. */
  static List<List<Member>> of(Plan plan, List<Member> members) {
    Strands strands = new Strands(plan);
    Map<Set<PipelineId>, List<Member>> parts = new LinkedHashMap<>();
    for (Member member : members) {
      parts.computeIfAbsent(strands.key(member), _ -> new ArrayList<>()).add(member);
    }
    return List.copyOf(parts.values());
  }

  /** What members of one part have in common. */
  private Set<PipelineId> key(Member member) {
    PipelineId pipeline = member.pipeline();
    PipelineId one = pipeline == null ? byConnector.get(member.id()) : pipeline;
    return one == null ? Set.of() : Set.of(root(one));
  }

  private PipelineId root(PipelineId id) {
    PipelineId up = joined.getOrDefault(id, id);
    return up.equals(id) ? id : root(up);
  }
}
