package io.beltline.service.plan;

import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorFactory.Conversion;
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold where connectors join pipelines. */
final class ConnectorRules {
  private final List<ResolvedPipeline> pipelines;
  private final Findings findings;

  ConnectorRules(List<ResolvedPipeline> pipelines, Findings findings) {
    this.pipelines = pipelines;
    this.findings = findings;
  }

  void check() {
    for (ResolvedPipeline pipeline : pipelines) {
      pipeline.connectorsOut().forEach(out -> leadsSomewhere(pipeline, out));
      pipeline.connectorsIn().forEach(in -> comesFromSomewhere(pipeline, in));
    }
    Set<ResolvedPipeline> done = new HashSet<>();
    for (ResolvedPipeline pipeline : pipelines) {
      cycle(pipeline, new ArrayList<>(), done);
    }
  }

  private void leadsSomewhere(ResolvedPipeline pipeline, Resolved out) {
    if (out.defined().factory() == null) {
      return;
    }
    List<ResolvedPipeline> fed =
        pipelines.stream().filter(p -> names(p.connectorsIn().toList(), out)).toList();
    String path = "service::pipelines::" + pipeline.id() + "::exporters";
    String id = out.defined().written();
    if (fed.isEmpty()) {
      findings.error(
          path,
          "connector \"" + id + "\" is used as exporter, but no pipeline has it as receiver",
          out.position());
    } else if (fed.stream().noneMatch(to -> converts(out, pipeline, to))) {
      findings.error(
          path,
          "connector \"%s\" does not turn %s into %s (expected: %s)"
              .formatted(id, pipeline.id().signal().label(), signals(fed), conversions(out)),
          out.position());
    }
  }

  private void comesFromSomewhere(ResolvedPipeline pipeline, Resolved in) {
    if (in.defined().factory() == null) {
      return;
    }
    List<ResolvedPipeline> feeding =
        pipelines.stream().filter(p -> names(p.connectorsOut().toList(), in)).toList();
    String path = "service::pipelines::" + pipeline.id() + "::receivers";
    String id = in.defined().written();
    if (feeding.isEmpty()) {
      findings.error(
          path,
          "connector \"" + id + "\" is used as receiver, but no pipeline has it as exporter",
          in.position());
    } else if (feeding.stream().noneMatch(from -> converts(in, from, pipeline))) {
      findings.error(
          path,
          "connector \"%s\" does not turn %s into %s (expected: %s)"
              .formatted(id, signals(feeding), pipeline.id().signal().label(), conversions(in)),
          in.position());
    }
  }

  /** Walks with the flow; tells the first way back to a pipeline on the way. */
  private void cycle(ResolvedPipeline pipeline, List<Step> way, Set<ResolvedPipeline> done) {
    if (done.contains(pipeline)) {
      return;
    }
    for (int i = 0; i < way.size(); i++) {
      if (way.get(i).from().equals(pipeline)) {
        report(way.subList(i, way.size()));
        return;
      }
    }
    pipeline
        .connectorsOut()
        .forEach(
            out -> {
              for (ResolvedPipeline to : pipelines) {
                if (names(to.connectorsIn().toList(), out) && converts(out, pipeline, to)) {
                  way.add(new Step(pipeline, out));
                  cycle(to, way, done);
                  way.removeLast();
                }
              }
            });
    done.add(pipeline);
  }

  private void report(List<Step> cycle) {
    StringBuilder text = new StringBuilder();
    for (Step step : cycle) {
      text.append(step.from().id())
          .append(" -> ")
          .append(step.out().defined().written())
          .append(" -> ");
    }
    Step first = cycle.getFirst();
    text.append(first.from().id());
    findings.error(
        "service::pipelines::" + first.from().id() + "::exporters",
        "the pipelines form a cycle: " + text + " (expected: connectors that lead out of it)",
        first.out().position());
  }

  private static boolean names(List<Resolved> references, Resolved connector) {
    return references.stream().anyMatch(r -> r.defined().equals(connector.defined()));
  }

  private static boolean converts(Resolved connector, ResolvedPipeline from, ResolvedPipeline to) {
    return connector.defined().factory() instanceof ConnectorFactory<?> factory
        && factory.conversions().contains(new Conversion(from.id().signal(), to.id().signal()));
  }

  private static String signals(List<ResolvedPipeline> pipelines) {
    return String.join(
        " or ",
        pipelines.stream().map(p -> p.id().signal()).distinct().map(Signal::label).toList());
  }

  private static String conversions(Resolved connector) {
    return connector.defined().factory() instanceof ConnectorFactory<?> factory
        ? String.join(
            ", ",
            factory.conversions().stream()
                .map(c -> c.from().label() + " to " + c.to().label())
                .sorted()
                .toList())
        : "";
  }

  private record Step(ResolvedPipeline from, Resolved out) {}
}
