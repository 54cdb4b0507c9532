/** What the {@code jaeger_storage} extension says of storages, for those who write to them. */
@NullMarked
package io.beltline.components.jaegerstorage;

import org.jspecify.annotations.NullMarked;
