/** Prometheus' relabeling. */
package io.beltline.components.relabel;
