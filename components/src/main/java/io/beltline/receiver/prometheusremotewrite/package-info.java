/** The receiver of Prometheus' Remote Write, versions 1.0 and 2.0. */
@NullMarked
package io.beltline.receiver.prometheusremotewrite;

import org.jspecify.annotations.NullMarked;
