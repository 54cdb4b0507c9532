/** What may leave an exporter: {@code egress_policy}. */
@NullMarked
package io.beltline.components.egress;

import org.jspecify.annotations.NullMarked;
