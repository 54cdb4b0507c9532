/** What the exporter and the receiver of Loki's push protocol have in common. */
@NullMarked
package io.beltline.components.loki;

import org.jspecify.annotations.NullMarked;
