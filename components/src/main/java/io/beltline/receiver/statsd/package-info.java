/** The receiver of StatsD's measurements, which it aggregates. */
@NullMarked
package io.beltline.receiver.statsd;

import org.jspecify.annotations.NullMarked;
