/** The {@code span_metrics} connector: requests, errors and durations of spans as metrics. */
package io.beltline.connector.spanmetrics;
