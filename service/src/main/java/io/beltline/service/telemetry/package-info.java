/** {@code service::telemetry}: what the collector tells of itself, and how. */
@NullMarked
package io.beltline.service.telemetry;

import org.jspecify.annotations.NullMarked;
