package io.beltline.exporter.debug;

import io.beltline.model.Telemetry;

/** Tells telemetry as text. Stateless. */
@FunctionalInterface
interface Text {
  String of(Telemetry telemetry);
}
