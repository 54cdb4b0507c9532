/** A generator and a sink that cost little: whole requests encoded beforehand, plain sockets. */
@NullMarked
package io.beltline.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
