package io.beltline.delivery;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Origins;
import io.beltline.delivery.EgressPolicy.Inspected;
import io.beltline.delivery.EgressPolicy.Withheld;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;

/**
 * An exporter without a queue behind its policy: what must not leave is refused for good. Nothing
 * keeps dead letters here, so that what would be kept is dropped.
 *
 * @param exporter the exporter
 * @param policy what may leave
 */
public record EgressExporter(Exporter exporter, EgressPolicy policy) implements Exporter {

  @Override
  public void start(Host host) {
    exporter.start(host);
  }

  @Override
  public void shutdown(Deadline deadline) {
    exporter.shutdown(deadline);
  }

  @Override
  public ExportResult export(ExportRequest request) {
    Inspected seen = policy.inspect(request.telemetry());
    Telemetry passed = seen.passed();
    ExportResult result =
        passed == null
            ? ExportResult.delivered()
            : exporter.export(
                new ExportRequest(
                    request.context(),
                    passed,
                    request.deadline(),
                    passed == request.telemetry() ? request.origins() : Origins.UNKNOWN,
                    request.lanes(),
                    policy));
    List<Part> parts = new ArrayList<>();
    for (Withheld withheld : seen.withheld()) {
      parts.add(new Part(withheld.telemetry(), EgressGate.refusal(withheld)));
    }
    if (parts.isEmpty() || result instanceof ExportResult.Refused) {
      return result;
    }
    if (result instanceof ExportResult.Partial partial) {
      parts.addAll(partial.parts());
    }
    return new ExportResult.Partial(parts);
  }
}
