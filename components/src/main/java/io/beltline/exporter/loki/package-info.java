/** The exporter of Loki's push protocol. */
@NullMarked
package io.beltline.exporter.loki;

import org.jspecify.annotations.NullMarked;
