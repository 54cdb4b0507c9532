/** The receiver of OpenCensus: spans and metrics that libraries and agents stream over gRPC. */
@NullMarked
package io.beltline.receiver.opencensus;

import org.jspecify.annotations.NullMarked;
