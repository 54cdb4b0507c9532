/**
 * Sends what the collector tells of itself to where {@code service::telemetry} says: metrics at
 * intervals, lines of the log as they come.
 */
@NullMarked
package io.beltline.service.reporting;

import org.jspecify.annotations.NullMarked;
