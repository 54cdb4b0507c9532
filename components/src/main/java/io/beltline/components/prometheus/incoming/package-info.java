/** From Prometheus' forms to those of OpenTelemetry: what receivers of both kinds share. */
package io.beltline.components.prometheus.incoming;
