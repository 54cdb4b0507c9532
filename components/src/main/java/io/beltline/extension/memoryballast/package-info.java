/** The {@code memory_ballast} extension, which old configurations name: it does nothing. */
@NullMarked
package io.beltline.extension.memoryballast;

import org.jspecify.annotations.NullMarked;
