/** Compression formats as whole buffers, with limits. */
@NullMarked
package io.beltline.transport.compression;

import org.jspecify.annotations.NullMarked;
