/** The exposition formats of Prometheus: text, OpenMetrics and protobuf, read from bytes. */
package io.beltline.components.exposition;
