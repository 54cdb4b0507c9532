/** The {@code jaeger_storage} extension: where Jaeger keeps traces. */
@NullMarked
package io.beltline.extension.jaegerstorage;

import org.jspecify.annotations.NullMarked;
