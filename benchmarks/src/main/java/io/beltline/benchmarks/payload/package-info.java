/** Deterministic telemetry to measure with. */
@NullMarked
package io.beltline.benchmarks.payload;

import org.jspecify.annotations.NullMarked;
