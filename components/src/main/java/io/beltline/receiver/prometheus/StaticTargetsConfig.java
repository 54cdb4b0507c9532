package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;

/** Targets that are written out. */
public record StaticTargetsConfig(
    @Default("[]") @Doc("Addresses, host:port.") List<String> targets,
    @Default("{}") @Doc("Labels of all of them.") Map<String, String> labels)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).contains("/")) {
        problems.add(
            "targets." + i,
            "\""
                + targets.get(i)
                + "\" is no host name (expected: host:port; scheme and path are"
                + " the job's scheme and metrics_path)");
      }
    }
  }
}
