/** The exporter that sends what belongs together to one of several backends of one kind. */
@NullMarked
package io.beltline.exporter.loadbalancing;

import org.jspecify.annotations.NullMarked;
