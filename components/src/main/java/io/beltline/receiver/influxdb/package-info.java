/** The receiver of InfluxDB's line protocol. */
@NullMarked
package io.beltline.receiver.influxdb;

import org.jspecify.annotations.NullMarked;
