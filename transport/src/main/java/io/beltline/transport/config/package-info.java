/**
 * The records that users write for servers, clients, TLS and authentication; keys and defaults are
 * those of the OpenTelemetry Collector.
 */
@NullMarked
package io.beltline.transport.config;

import org.jspecify.annotations.NullMarked;
