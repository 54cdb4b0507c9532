package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;

/** Targets that stand in files. */
public record FileDiscoveryConfig(
    @Default("[]") @Doc("Files of targets, .json, .yml or .yaml; the last part may hold a *.")
        List<String> files,
    @Default("5m") @Doc("Files are looked at so often, and every 5s at the latest.")
        PrometheusDuration refreshInterval)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (files.isEmpty()) {
      problems.add("files", "is empty (expected: at least one file)");
    }
    for (int i = 0; i < files.size(); i++) {
      if (!files.get(i).matches("[^*]*(\\*[^*/\\\\]*)?\\.(json|yml|yaml|JSON|YML|YAML)")) {
        problems.add(
            "files." + i,
            "\""
                + files.get(i)
                + "\" is no file of targets (expected: a path that ends with .json,"
                + " .yml or .yaml, with at most one * in its last part)");
      }
    }
    if (!refreshInterval.value().isPositive()) {
      problems.add("refresh_interval", "must be positive (expected: a duration such as 5m)");
    }
  }
}
