package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lists of component ids. */
final class References {
  private References() {}

  /** The ids of a list; nothing and null are empty; one text is split at commas, as in Go. */
  static List<Reference> read(ConfigMap.@Nullable Entry entry, String path, Findings findings) {
    List<Reference> references = new ArrayList<>();
    if (entry == null || entry.value().isNull()) {
      return references;
    }
    switch (entry.value()) {
      case ConfigList list -> {
        for (int i = 0; i < list.items().size(); i++) {
          ConfigNode item = list.items().get(i);
          if (item instanceof ConfigScalar scalar && !scalar.isNull()) {
            add(scalar.original(), scalar, path + "::" + i, references, findings);
          } else {
            findings.error(
                path + "::" + i,
                "is " + Findings.kind(item) + " (expected: a component id)",
                item.position());
          }
        }
      }
      case ConfigScalar scalar -> {
        for (String part : scalar.original().split(",", -1)) {
          add(part, scalar, path, references, findings);
        }
      }
      case ConfigMap _ ->
          findings.error(path, "is a map (expected: a list of ids)", entry.keyPosition());
    }
    return references;
  }

  private static void add(
      String text,
      ConfigScalar scalar,
      String path,
      List<Reference> references,
      Findings findings) {
    try {
      references.add(new Reference(ComponentId.parse(text), scalar.position()));
    } catch (IllegalArgumentException invalid) {
      findings.error(path, String.valueOf(invalid.getMessage()), scalar.position());
    }
  }
}
