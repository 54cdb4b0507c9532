/** The {@code jaeger_storage_exporter}: spans straight into a storage of Jaeger. */
@NullMarked
package io.beltline.exporter.jaegerstorage;

import org.jspecify.annotations.NullMarked;
