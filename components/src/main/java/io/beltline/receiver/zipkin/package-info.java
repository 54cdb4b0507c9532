/** The receiver of Zipkin's API, versions 1 and 2. */
@NullMarked
package io.beltline.receiver.zipkin;

import org.jspecify.annotations.NullMarked;
