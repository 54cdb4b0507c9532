/** The {@code pprof} extension: what the JVM can say about itself, over HTTP. */
@NullMarked
package io.beltline.extension.pprof;

import org.jspecify.annotations.NullMarked;
